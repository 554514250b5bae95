/**
 * The schema as data, and what judges documents by it: tables that are generated from the files
 * under {@code schema/}, the check of a document, and the search for the lowest release that knows
 * all of it.
 *
 * <p>First call: {@code SchemaCheck.of(ConfigSchemas.spec(), spec::accept)}.
 */
@NullMarked
package dev.ocispec.schema.internal;

import org.jspecify.annotations.NullMarked;
