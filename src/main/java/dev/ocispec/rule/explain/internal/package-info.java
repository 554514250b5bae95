/**
 * Makes statements of a configuration, one class for each topic.
 *
 * <p>First call: {@code Explainer.explain(spec)}.
 */
@NullMarked
package dev.ocispec.rule.explain.internal;

import org.jspecify.annotations.NullMarked;
