package dev.ocispec.runtime;

import dev.ocispec.features.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a runtime says of itself, for its health. */
record RuntimeInterview(
    Optional<RuntimeVersion> version, Optional<Features> features, List<HealthCheck> checks) {
  static RuntimeInterview of(OciRuntime runtime) {
    List<HealthCheck> checks = new ArrayList<>();
    Optional<RuntimeVersion> version = version(runtime, checks);
    Optional<Features> features =
        version.isPresent() ? features(runtime, checks) : Optional.empty();
    return new RuntimeInterview(version, features, List.copyOf(checks));
  }

  private static Optional<RuntimeVersion> version(OciRuntime runtime, List<HealthCheck> checks) {
    try {
      RuntimeVersion version = runtime.version();
      checks.add(
          HealthCheck.works(
              "version",
              version.name()
                  + " "
                  + version.version()
                  + version.specVersion().map(spec -> ", specification " + spec).orElse("")));
      return Optional.of(version);
    } catch (RuntimeFailureException e) {
      checks.add(
          HealthCheck.fails(
              "version",
              oneLine(e),
              "install runc or crun, or give the path of another runtime's executable"));
      return Optional.empty();
    }
  }

  private static Optional<Features> features(OciRuntime runtime, List<HealthCheck> checks) {
    try {
      Features features = runtime.features();
      checks.add(
          HealthCheck.works(
              "features",
              "specification "
                  + features.ociVersionMin()
                  + " to "
                  + features.ociVersionMax()
                  + ", "
                  + features.mountOptions().size()
                  + " mount options, "
                  + features.hooks().size()
                  + " kinds of hooks"));
      return Optional.of(features);
    } catch (RuntimeFailureException e) {
      checks.add(
          HealthCheck.limited(
              "features",
              oneLine(e) + "; nobody can tell beforehand whether it supports a document",
              "use runc 1.1 or later or a newer crun, or keep a features document of this runtime"
                  + " and pass it to supports --features"));
      return Optional.empty();
    }
  }

  /** What went wrong, without line breaks. */
  static String oneLine(RuntimeFailureException failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
  }
}
