package dev.ocispec.json.fuzz;

import dev.ocispec.rule.DocumentKind;

/**
 * Text that was a document before it was changed.
 *
 * @param kind what it was
 * @param bytes what became of it
 */
record MutatedDocument(DocumentKind kind, byte[] bytes) {}
