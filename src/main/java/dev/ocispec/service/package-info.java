/**
 * Builds: a service that writes the bundle of a request, runs it, reads its outputs, and leaves
 * nothing behind, also when it is stopped or killed.
 *
 * <p>It stands above the bundle, which knows nothing of runtimes, and the runtime, which knows
 * nothing of builds.
 *
 * <p>First call: {@code BuildService.open(URI.create("oci:///var/tmp/builds")).submit(request)}.
 */
@NullMarked
package dev.ocispec.service;

import org.jspecify.annotations.NullMarked;
