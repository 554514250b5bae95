package dev.ocispec.cli;

import dev.ocispec.version.Release;
import java.util.Arrays;

/** Options whose value is a release of the specification. */
final class ReleaseOption {
  private ReleaseOption() {}

  /** The release that the value {@code version} of {@code option} names. */
  static Release of(String option, String version) {
    return Release.of(version)
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + ": expected one of "
                        + String.join(
                            ", ", Arrays.stream(Release.values()).map(Release::version).toList())
                        + ", found "
                        + version));
  }
}
