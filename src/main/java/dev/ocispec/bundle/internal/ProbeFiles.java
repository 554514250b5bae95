package dev.ocispec.bundle.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a probe tells by files of the kernel, each in a section of its own. The first process shows
 * them by itself, since a shell reads them byte by byte.
 *
 * @param section the name of the section
 * @param file the file
 */
public record ProbeFiles(String section, String file) {
  /** Starts a line that names the section which follows. */
  public static final String SECTION = "= ";

  /**
   * All of them. A process shows itself as it is before it becomes the probe, with equal rights.
   */
  public static final List<ProbeFiles> ALL =
      List.of(
          new ProbeFiles("status", "/proc/self/status"),
          new ProbeFiles("first", "/proc/1/status"),
          new ProbeFiles("mounts", "/proc/self/mountinfo"),
          new ProbeFiles("interfaces", "/proc/net/dev"),
          new ProbeFiles("routes", "/proc/net/route"),
          new ProbeFiles("local-sockets", "/proc/net/unix"),
          new ProbeFiles("limits", "/proc/self/limits"),
          new ProbeFiles("uids", "/proc/self/uid_map"),
          new ProbeFiles("gids", "/proc/self/gid_map"),
          new ProbeFiles("hostname", "/proc/sys/kernel/hostname"));

  /** For a program: the line and the path of each, and an empty line, all ended by zeros. */
  static byte[] table() {
    StringBuilder table = new StringBuilder();
    for (ProbeFiles shown : ALL) {
      table.append(SECTION).append(shown.section()).append("\n\0");
      table.append(shown.file()).append('\0');
    }
    return table.append('\0').toString().getBytes(StandardCharsets.US_ASCII);
  }
}
