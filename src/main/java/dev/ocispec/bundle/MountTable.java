package dev.ocispec.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is mounted where, as this process sees it. */
final class MountTable {
  private static final Path SOURCE = Path.of("/proc/self/mountinfo");
  private static final int MOUNT_POINT = 4;

  private final List<String> mountPoints;

  private MountTable(List<String> mountPoints) {
    this.mountPoints = mountPoints;
  }

  static MountTable read() {
    try (Stream<String> lines = Files.lines(SOURCE, StandardCharsets.ISO_8859_1)) {
      return new MountTable(lines.map(line -> line.split(" ")[MOUNT_POINT]).toList());
    } catch (IOException e) {
      throw new BundleAccessException("read", SOURCE, e);
    }
  }

  /** The mount points that are {@code folder} or below it, escaped as the kernel does. */
  List<String> in(Path folder) {
    try {
      String escaped = escape(PathBytes.of(folder.toRealPath()));
      return mountPoints.stream()
          .filter(point -> point.equals(escaped) || point.startsWith(escaped + "/"))
          .toList();
    } catch (IOException e) {
      throw new BundleAccessException("read", folder, e);
    }
  }

  /** The kernel writes spaces, tabs, line feeds and backslashes as octal numbers. */
  private static String escape(byte[] path) {
    return new String(path, StandardCharsets.ISO_8859_1)
        .replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("\n", "\\012");
  }
}
