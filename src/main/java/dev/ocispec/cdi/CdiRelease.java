package dev.ocispec.cdi;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The releases of the Container Device Interface that are read, oldest first. */
enum CdiRelease {
  V0_3_0("0.3.0"),
  V0_4_0("0.4.0"),
  V0_5_0("0.5.0"),
  V0_6_0("0.6.0"),
  V0_7_0("0.7.0"),
  V0_8_0("0.8.0"),
  V1_0_0("1.0.0"),
  V1_1_0("1.1.0");

  private final String version;

  CdiRelease(String version) {
    this.version = version;
  }

  static Optional<CdiRelease> of(String version) {
    return Arrays.stream(values()).filter(release -> release.version.equals(version)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(CdiRelease::toString).collect(Collectors.joining(", "));
  }

  CdiRelease max(CdiRelease other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** As {@code cdiVersion} spells it. */
  @Override
  public String toString() {
    return version;
  }
}
