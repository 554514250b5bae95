/**
 * The file of the Container Device Interface that describes devices. Generated from {@code schema/}
 * like the documents of runtimes.
 *
 * <p>First call: {@code CdiSpec.builder().cdiVersion("0.6.0").kind("vendor.com/gpu")}.
 */
@NullMarked
package dev.ocispec.cdispec;

import org.jspecify.annotations.NullMarked;
