package dev.ocispec.sandbox;

import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.Spec;
import dev.ocispec.version.MinimumVersion;
import dev.ocispec.version.Release;

/**
 * A filter of system calls, and the lowest release that defines all of it. It is most of a
 * specification and one for many builds, so that the release of each is found without looking
 * through it again.
 *
 * @param filter the filter
 * @param since the release
 */
record ReleasedFilter(LinuxSeccomp filter, Release since) {

  static ReleasedFilter of(LinuxSeccomp filter) {
    return new ReleasedFilter(filter, MinimumVersion.of(filter).release());
  }

  /**
   * The specification with this filter, of the lowest release that defines all of it.
   *
   * @param spec all but {@code linux}
   * @param linux all but the filter
   */
  Spec in(Spec.Builder spec, Linux.Builder linux) {
    Spec others = spec.linux(linux.build()).build();
    Release release = Release.of(others.ociVersion()).orElseThrow().max(since);
    return spec.linux(linux.seccomp(filter).build()).ociVersion(release.version()).build();
  }
}
