package dev.ocispec.version;

import java.util.Optional;

/** The releases of the specification that this library supports, oldest first. */
public enum Release {
  /** 1.0.0 of July 2017. */
  V1_0_0("1.0.0"),
  /** 1.0.1 of November 2017. */
  V1_0_1("1.0.1"),
  /** 1.0.2 of March 2020. */
  V1_0_2("1.0.2"),
  /** 1.1.0 of July 2023. */
  V1_1_0("1.1.0"),
  /** 1.2.0 of February 2024. */
  V1_2_0("1.2.0"),
  /** 1.2.1 of February 2025. */
  V1_2_1("1.2.1"),
  /** 1.3.0 of November 2025. */
  V1_3_0("1.3.0");

  /** The newest release known. */
  public static final Release NEWEST = V1_3_0;

  private final String version;

  Release(String version) {
    this.version = version;
  }

  /** {@return the release as {@code ociVersion} spells it, for instance {@code 1.2.1}} */
  public String version() {
    return version;
  }

  /**
   * {@return the release whose version is exactly {@code version}; empty for any other text}
   *
   * @param version a version, for instance {@code 1.2.0}
   */
  public static Optional<Release> of(String version) {
    for (Release release : values()) {
      if (release.version.equals(version)) {
        return Optional.of(release);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the later of the two}
   *
   * @param other another release
   */
  public Release max(Release other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @Override
  public String toString() {
    return version;
  }
}
