/**
 * What the specification and real runtimes demand of a document beyond its JSON schema: one {@link
 * dev.ocispec.rule.Rule} for each demand, all of them in {@link dev.ocispec.rule.Rules#standard()}.
 *
 * <p>First call: {@code Validator.standard().validate(spec)} in {@code dev.ocispec.validation},
 * which applies them after the schema.
 */
@NullMarked
package dev.ocispec.rule;

import org.jspecify.annotations.NullMarked;
