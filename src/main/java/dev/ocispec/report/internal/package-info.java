/**
 * Text of others in messages. Not exported.
 *
 * <p>First call: {@code ForeignText.shown(name)}.
 */
@NullMarked
package dev.ocispec.report.internal;

import org.jspecify.annotations.NullMarked;
