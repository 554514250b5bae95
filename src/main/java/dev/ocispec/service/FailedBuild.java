package dev.ocispec.service;

import dev.ocispec.attestation.AttestationException;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.runtime.CommandNotExecutableException;
import dev.ocispec.runtime.CommandNotFoundException;
import dev.ocispec.runtime.RuntimeFailureException;
import java.io.UncheckedIOException;

/** Which failures are results of a build; the others are faults of its request or of a listener. */
final class FailedBuild {
  private FailedBuild() {}

  /** The result that {@code failure} means; throws it when it means none. */
  static Outcome outcome(RuntimeException failure) {
    if (failure instanceof CommandNotFoundException
        || failure instanceof CommandNotExecutableException) {
      return Outcome.of(BuildStatus.FAILED, failure.getMessage());
    }
    if (failure instanceof RuntimeFailureException
        || failure instanceof AttestationException
        || failure instanceof BundleAccessException
        || failure instanceof HostCommandException
        || failure instanceof DocumentAccessException
        || failure instanceof UncheckedIOException) {
      return Outcome.of(BuildStatus.RUNTIME_ERROR, failure.getMessage());
    }
    throw failure;
  }
}
