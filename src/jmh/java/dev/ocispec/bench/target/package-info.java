/**
 * What the library shall take, beside what it takes: rounds in which works take turns with what
 * they are compared with, commands beside a process that does nothing, and one table with every
 * target and its figure.
 *
 * <p>First call: {@code mvn -P jmh test -Djmh.main=dev.ocispec.bench.target.TargetRun
 * -Djmh.output=target/targets.json}.
 */
@NullMarked
package dev.ocispec.bench.target;

import org.jspecify.annotations.NullMarked;
