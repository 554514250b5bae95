package dev.ocispec.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The platforms that a container can be made for, as the specification names them. */
public enum Platform {
  /** Linux, the usual one. */
  LINUX,
  /** Windows. */
  WINDOWS,
  /** Solaris and its descendants. */
  SOLARIS,
  /** A virtual machine around the container; beside the platform inside. */
  VM,
  /** z/OS. */
  ZOS,
  /** FreeBSD. */
  FREEBSD;

  /** {@return the platform's name, which is also that of its member in a configuration} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the platform that is spelled {@code text}; empty for any other text}
   *
   * @param text the name, for instance {@code linux}
   */
  public static Optional<Platform> of(String text) {
    return Arrays.stream(values()).filter(platform -> platform.text().equals(text)).findFirst();
  }
}
