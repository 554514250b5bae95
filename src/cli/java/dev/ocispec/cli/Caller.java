package dev.ocispec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user and group that run this process. */
final class Caller {
  private static final Path SELF = Path.of("/proc/self");

  private Caller() {}

  static long uid() {
    return attribute("unix:uid", "--uid");
  }

  static long gid() {
    return attribute("unix:gid", "--gid");
  }

  private static long attribute(String name, String option) {
    try {
      return Integer.toUnsignedLong(((Number) Files.getAttribute(SELF, name)).intValue());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new UsageException(
          "cannot determine the caller's id on this system; pass "
              + option
              + " ("
              + e.getMessage()
              + ")");
    }
  }
}
