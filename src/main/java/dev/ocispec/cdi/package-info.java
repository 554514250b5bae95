/**
 * The Container Device Interface: files that say what a container needs so that it can use a
 * device, and their application to a container's configuration.
 *
 * <p>First call: {@code Cdi.load(Path.of("/etc/cdi")).inject(spec, "vendor.com/gpu=0")}.
 */
@NullMarked
package dev.ocispec.cdi;

import org.jspecify.annotations.NullMarked;
