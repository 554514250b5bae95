package dev.ocispec.host.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line of {@code /proc/PID/cgroup}: the group that a process is in, in one hierarchy.
 *
 * @param controllers what the hierarchy controls; one empty name in the unified hierarchy
 * @param group the group's path from the top of the hierarchy, which is {@code /}
 */
record CgroupMembership(Set<String> controllers, String group) {
  /** Where a process sees its own. */
  static final String OWN = "/proc/self/cgroup";

  /** Reads the lines of the file; groups that can't be seen from here are left out. */
  static List<CgroupMembership> of(List<String> lines) {
    return lines.stream().flatMap(line -> parse(line).stream()).toList();
  }

  private static Optional<CgroupMembership> parse(String line) {
    String[] fields = line.split(":", 3);
    // A group outside of the process' cgroup namespace has a path that leads up from there.
    return fields.length < 3
            || !fields[2].startsWith("/")
            || Arrays.asList(fields[2].split("/")).contains("..")
        ? Optional.empty()
        : Optional.of(new CgroupMembership(Set.copyOf(List.of(fields[1].split(","))), fields[2]));
  }

  /** The group's path below the folder of a hierarchy: empty at its top, else with a slash. */
  String below() {
    return group.equals("/") ? "" : group;
  }
}
