/**
 * Builds on other machines, through an engine of the Remote Execution API, and the runner that
 * Buildbarn's workers call.
 *
 * <p>Needs the optional dependencies on gRPC and protobuf; nothing else in the library needs this
 * package.
 *
 * <p>First call: {@code
 * BuildService.open(URI.create("reapi+grpc://127.0.0.1:8980/main")).submit(request)}.
 */
@NullMarked
package dev.ocispec.remote;

import org.jspecify.annotations.NullMarked;
