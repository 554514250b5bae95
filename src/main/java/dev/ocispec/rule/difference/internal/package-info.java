/**
 * Compares two configurations and says what each difference means for isolation.
 *
 * <p>First call: {@code Comparison.of(before, after)}.
 */
@NullMarked
package dev.ocispec.rule.difference.internal;

import org.jspecify.annotations.NullMarked;
