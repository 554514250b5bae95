/**
 * How documents are shown to rules: the tree of a document, the schema of its kind, the run of a
 * selection of rules. Not exported.
 *
 * <p>First call: {@code RuleRun.of(rules, kind, platforms)}.
 */
@NullMarked
package dev.ocispec.rule.internal;

import org.jspecify.annotations.NullMarked;
