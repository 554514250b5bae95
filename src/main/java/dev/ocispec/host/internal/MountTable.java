package dev.ocispec.host.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The mounts of a process, read from {@code /proc/self/mountinfo}. */
final class MountTable {
  /** The flags that a user namespace can't drop from a mount that it did not make. */
  private static final Set<String> LOCKABLE = Set.of("ro", "nosuid", "nodev", "noexec");

  /** One mount: where, with which flags, of which file system with which options. */
  record Entry(String mountPoint, Set<String> flags, String type, Set<String> options) {}

  private final List<Entry> entries;

  private MountTable(List<Entry> entries) {
    this.entries = entries;
  }

  /** Reads the lines of the file; what does not look like one is passed over. */
  static MountTable of(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (String line : lines) {
      String[] halves = line.split(" - ", 2);
      String[] mount = halves[0].split(" ");
      String[] system = halves.length < 2 ? new String[0] : halves[1].split(" ");
      if (mount.length >= 6 && system.length >= 3) {
        entries.add(new Entry(unescape(mount[4]), set(mount[5]), system[0], set(system[2])));
      }
    }
    return new MountTable(entries);
  }

  List<Entry> entries() {
    return entries;
  }

  /** The lockable flags at each mount point; of several mounts at one place the last is seen. */
  Map<String, Set<String>> flags() {
    Map<String, Set<String>> flags = new LinkedHashMap<>();
    for (Entry entry : entries) {
      Set<String> locked = new TreeSet<>(entry.flags());
      locked.retainAll(LOCKABLE);
      flags.put(entry.mountPoint(), locked);
    }
    return flags;
  }

  private static Set<String> set(String list) {
    return new LinkedHashSet<>(Arrays.asList(list.split(",")));
  }

  /** The kernel writes space, tab, line feed and backslash as three octal digits. */
  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
