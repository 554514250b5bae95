package dev.ocispec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who runs this process. */
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
          "who runs this can't be told on this system; give "
              + option
              + " ("
              + e.getMessage()
              + ")");
    }
  }
}
