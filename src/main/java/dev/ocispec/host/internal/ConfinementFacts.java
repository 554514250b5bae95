package dev.ocispec.host.internal;

import dev.ocispec.host.Confinement;
import dev.ocispec.host.IdRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a host's files what holds this process. */
final class ConfinementFacts {
  /** The first id inside, the first outside, how many. */
  private static final Pattern MAPPING =
      Pattern.compile("\\s*([0-9]{1,10})\\s+([0-9]{1,10})\\s+([0-9]{1,10})\\s*");

  /** Folders that are empty by nature, so that a mount on them hides nothing. */
  private static final List<String> EMPTY =
      List.of("/proc/sys/fs/binfmt_misc", "/proc/fs/nfsd", "/proc/openprom");

  private static final String APP_ARMOR = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";

  private ConfinementFacts() {}

  static Confinement of(HostFiles files, MountTable mounts) {
    return new Confinement(
        ids(files, "/proc/self/uid_map"),
        ids(files, "/proc/self/gid_map"),
        covered(mounts),
        Set.of(),
        files.line(APP_ARMOR).equals(Optional.of("1")));
  }

  /** The ids of a map; all when there is none, as on a host whose files are looked at elsewhere. */
  private static List<IdRange> ids(HostFiles files, String map) {
    List<IdRange> ranges = new ArrayList<>();
    for (String line : files.lines(map)) {
      Matcher fields = MAPPING.matcher(line);
      if (fields.matches()) {
        long first = Long.parseLong(fields.group(1));
        long count = Math.min(Long.parseLong(fields.group(3)), IdRange.LAST_ID + 1 - first);
        if (count > 0) {
          ranges.add(new IdRange(first, count));
        }
      }
    }
    return ranges.isEmpty() ? Confinement.NONE.uids() : ranges;
  }

  /**
   * What hides parts of /proc, unless another mount of the same shows all of it: then the kernel
   * lets a new one be mounted.
   */
  private static Set<String> covered(MountTable mounts) {
    List<MountEntry> whole =
        mounts.entries().stream()
            .filter(entry -> entry.type().equals("proc") && entry.root().equals("/"))
            .toList();
    boolean visible = whole.stream().anyMatch(entry -> coverOf(mounts, entry).isEmpty());
    return visible
        ? Set.of()
        : whole.stream()
            .filter(entry -> entry.place().equals("/proc"))
            .reduce((first, last) -> last)
            .map(entry -> coverOf(mounts, entry))
            .orElse(Set.of());
  }

  private static Set<String> coverOf(MountTable mounts, MountEntry proc) {
    Set<String> covers = new TreeSet<>();
    if (proc.flags().contains("ro")) {
      covers.add(proc.place());
    }
    mounts.entries().stream()
        .map(MountEntry::place)
        .filter(place -> place.startsWith(proc.place() + "/"))
        .filter(place -> EMPTY.stream().noneMatch(place::equals))
        .forEach(covers::add);
    return covers;
  }
}
