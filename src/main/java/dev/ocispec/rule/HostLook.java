package dev.ocispec.rule;

import dev.ocispec.report.internal.ForeignText;
import java.util.Optional;

/** What several rules ask of a host. */
final class HostLook {
  private static final int LONGEST = 200;

  private HostLook() {}

  /** The host that rules of that scope are given. */
  static HostView host(Subject subject) {
    return subject.host().orElseThrow();
  }

  /** Whether nothing is at a path, beyond doubt. */
  static boolean isMissing(Subject subject, String path) {
    return host(subject).file(path).equals(Optional.of(HostFile.NOTHING));
  }

  /** Whether something is at a path, beyond doubt. */
  static boolean isThere(Subject subject, String path) {
    return host(subject).file(path).filter(file -> file != HostFile.NOTHING).isPresent();
  }

  /** A path of the host as messages show it. */
  static String shown(String path) {
    return "\"" + ForeignText.withoutMiddle(path, LONGEST) + "\"";
  }

  static boolean isRootless(Subject subject) {
    return host(subject).rootless().orElse(false);
  }

  static boolean hasCgroupVersion(Subject subject, int version) {
    return host(subject).cgroupVersion().equals(Optional.of(version));
  }
}
