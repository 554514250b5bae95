package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The mounts of a process, in the order in which they were made.
 *
 * @param entries one for each mount
 */
public record MountTable(List<MountEntry> entries) {
  /** Where this process sees its own. */
  public static final Path OWN = Path.of("/proc/self/mountinfo");

  /** The flags that a user namespace can't drop from a mount that it did not make. */
  private static final Set<String> LOCKABLE = Set.of("ro", "nosuid", "nodev", "noexec");

  /** Reads the lines of the file; what does not look like one is passed over. */
  public static MountTable of(List<String> lines) {
    return new MountTable(lines.stream().flatMap(line -> MountEntry.parse(line).stream()).toList());
  }

  /** Reads the text of the file, in which only line feeds end lines. */
  public static MountTable of(String text) {
    return of(List.of(text.split("\n")));
  }

  /**
   * The mounts of this process. Each character of their paths is a byte, since the kernel knows no
   * encoding.
   *
   * @throws IOException when they can't be read
   */
  public static MountTable own() throws IOException {
    return of(Files.readString(OWN, StandardCharsets.ISO_8859_1));
  }

  /** The lockable flags at each mount point; of several mounts at one place the last is seen. */
  Map<String, Set<String>> flags() {
    Map<String, Set<String>> flags = new LinkedHashMap<>();
    for (MountEntry entry : entries) {
      Set<String> locked = new TreeSet<>(entry.flags());
      locked.retainAll(LOCKABLE);
      flags.put(entry.place(), locked);
    }
    return flags;
  }
}
