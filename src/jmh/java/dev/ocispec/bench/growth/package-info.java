/**
 * How time grows with the size of a document: from ten mounts to a hundred thousand, as a table and
 * as a plot that the run draws itself.
 *
 * <p>First call: {@code mvn -P jmh test -Djmh.main=dev.ocispec.bench.growth.Growth}.
 */
@NullMarked
package dev.ocispec.bench.growth;

import org.jspecify.annotations.NullMarked;
