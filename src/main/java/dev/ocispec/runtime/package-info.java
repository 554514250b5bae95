/**
 * Drives an OCI runtime (runc, crun, runsc, or any program with their command line): one method for
 * each verb, the same errors whichever runtime answers, a deadline on each call, and nothing left
 * behind when a call fails.
 *
 * <p>First call: {@code OciRuntime.find("runc").run("demo-1", Path.of("bundle"))}.
 */
@NullMarked
package dev.ocispec.runtime;

import org.jspecify.annotations.NullMarked;
