/**
 * The schema tables of the kinds of documents. Not exported.
 *
 * <p>First call: {@code KindSchemas.of(DocumentKind.CONFIG)}.
 */
@NullMarked
package dev.ocispec.validation.internal;

import org.jspecify.annotations.NullMarked;
