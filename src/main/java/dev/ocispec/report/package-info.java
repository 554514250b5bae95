/**
 * What the library has to say about a document: findings, their levels, reports, and the root of
 * all exceptions.
 *
 * <p>First call: {@link dev.ocispec.report.Report#findings()} on what a validator returned.
 */
@NullMarked
package dev.ocispec.report;

import org.jspecify.annotations.NullMarked;
