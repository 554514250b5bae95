package dev.ocispec.preset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How podman completes the options of mounts that people choose. */
record PodmanMountOptions(PodmanVersion version, Kind kind) {
  static final Set<String> PROPAGATION =
      Set.of(
          "private",
          "rprivate",
          "slave",
          "rslave",
          "shared",
          "rshared",
          "unbindable",
          "runbindable");

  /** For podman, not for the runtime. */
  private static final Set<String> OWN = Set.of("notmpcopyup", "z", "Z", "U", "O", "copy");

  /** What is mounted. */
  enum Kind {
    /** A file or folder of the host; podman adds the flags of its file system, unknown here. */
    BIND,
    VOLUME,
    TMPFS
  }

  List<String> complete(List<String> chosen) {
    List<String> all = new ArrayList<>();
    chosen.stream()
        .filter(this::isForRuntime)
        .map(PodmanMountOptions::translated)
        .forEach(all::add);
    if (version.saysWritable() && !all.contains("ro") && !all.contains("rw")) {
      all.add("rw");
    }
    if (all.stream().noneMatch(PROPAGATION::contains)) {
      all.add(all.contains("bind") ? version.singlePropagation() : "rprivate");
    }
    if (kind != Kind.BIND) {
      unless(all, "suid", "nosuid");
      unless(all, "dev", "nodev");
    }
    if (kind == Kind.TMPFS) {
      if (!chosen.contains("tmpcopyup") && !chosen.contains("notmpcopyup")) {
        all.add("tmpcopyup");
      }
    } else {
      unless(all, "bind", "rbind");
    }
    return List.copyOf(all);
  }

  private boolean isForRuntime(String option) {
    return !OWN.contains(option)
        && !option.startsWith("consistency")
        && !option.startsWith("idmap")
        && (version.passesNocopy() || !option.equals("nocopy"));
  }

  private static String translated(String option) {
    return option.equals("no-dereference") ? "copy-symlink" : option;
  }

  private static void unless(List<String> options, String other, String added) {
    if (!options.contains(other) && !options.contains(added)) {
      options.add(added);
    }
  }
}
