package dev.ocispec.sandbox;

import java.util.Locale;

/** Which rules make the specification; {@code docs/sandbox.md} lists every difference. */
public enum SandboxProfile {
  /** Works on real runtimes, and keeps the build from the host as far as the host allows. */
  STANDARD,
  /** What tvix-build does, faults included. It asks nothing of the host. */
  TVIX;

  /** {@return the name as the command line spells it: lower case} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
