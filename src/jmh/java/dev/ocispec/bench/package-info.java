/**
 * Benchmarks: how long building, reading, writing and judging documents takes, beside what plain
 * beans with Jackson and json-schema-validator take for the same documents in the same run; how
 * fast outputs are searched for references; and how long actions of a runner take beside the
 * runtime alone.
 *
 * <p>First call: {@code mvn -P jmh test}.
 */
@NullMarked
package dev.ocispec.bench;

import org.jspecify.annotations.NullMarked;
