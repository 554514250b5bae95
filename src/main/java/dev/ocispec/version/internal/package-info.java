/**
 * The schema of each release, made from the one schema of the library. Not exported.
 *
 * <p>First call: {@code ReleaseSchemas.files(Release.V1_0_2)}.
 */
@NullMarked
package dev.ocispec.version.internal;

import org.jspecify.annotations.NullMarked;
