package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Options of mounts. */
final class RootlessMountOptions {
  /** The kernel locks how a mount of the host keeps times. */
  private static final Set<String> TIMES =
      Set.of(
          "noatime",
          "nodiratime",
          "strictatime",
          "ratime",
          "rnoatime",
          "rdiratime",
          "rnodiratime",
          "rstrictatime",
          "rnostrictatime",
          "rnorelatime");

  private static final Set<String> TMPFS_OF_ROOT =
      Set.of("noswap", "quota", "usrquota", "grpquota");

  private static final Set<String> MAPPED = Set.of("idmap", "ridmap");

  /**
   * Folders of the host that other file systems are mounted below. The kernel does not let a user
   * namespace bind the folder without them, since that would show what they hide.
   */
  private static final Set<String> WITH_MOUNTS_BELOW =
      Set.of(
          "/", "/dev", "/proc", "/run", "/sys", "/sys/fs", "/sys/fs/cgroup", "/sys/kernel", "/tmp");

  private final IdMappings mappings;
  private final RootlessChanges changes;

  RootlessMountOptions(IdMappings mappings, RootlessChanges changes) {
    this.mappings = mappings;
    this.changes = changes;
  }

  Mount apply(Mount mount, JsonPointer place) {
    Mount.Builder builder = mount.toBuilder();
    boolean bind = RootlessMounts.isBind(mount);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < mount.options().size(); i++) {
      String option = mount.options().get(i);
      Optional<String> refused = refused(option, bind, mount.type().orElse(""));
      if (refused.isPresent()) {
        changes.add(place.append("options").append(i), "left out " + option + ": " + refused.get());
      } else {
        kept.add(option);
      }
    }
    if (bind && hasMountsBelow(mount) && !kept.contains("rbind")) {
      recursive(kept, place);
    }
    if (!kept.equals(mount.options())) {
      builder.options(kept);
    }
    idMapping(mount, builder, place);
    return builder.build();
  }

  private Optional<String> refused(String option, boolean bind, String type) {
    if (option.startsWith("uid=") && !mappings.coversUid(id(option))) {
      return Optional.of("the id is not mapped in the container");
    }
    if (option.startsWith("gid=") && !mappings.coversGid(id(option))) {
      return Optional.of("the id is not mapped in the container");
    }
    if (bind && TIMES.contains(option)) {
      return Optional.of(
          "an ordinary user can't change when the host's files note that they were read");
    }
    if (MAPPED.contains(option)) {
      return Optional.of("an ordinary user can't have id-mapped mounts; ids are the container's");
    }
    if (type.equals("tmpfs")
        && (TMPFS_OF_ROOT.contains(option) || option.matches("(usr|grp)quota_.*"))) {
      return Optional.of("the kernel keeps this option of tmpfs to root");
    }
    return Optional.empty();
  }

  private static boolean hasMountsBelow(Mount mount) {
    String source = mount.source().orElse("");
    String plain = source.length() > 1 ? source.replaceAll("/+$", "") : source;
    return WITH_MOUNTS_BELOW.contains(plain.isEmpty() ? source : plain);
  }

  private void recursive(List<String> options, JsonPointer place) {
    options.remove("bind");
    options.add(0, "rbind");
    boolean readOnly = options.contains("ro") && !options.contains("rro");
    if (readOnly) {
      options.add("rro");
    }
    changes.add(
        place.append("options"),
        "bound with what is mounted below"
            + (readOnly ? ", all of it read-only" : "")
            + ": an ordinary user can't bind the folder alone");
  }

  private void idMapping(Mount mount, Mount.Builder builder, JsonPointer place) {
    String why = "left out: an ordinary user can't have id-mapped mounts; ids are the container's";
    if (!mount.uidMappings().isEmpty()) {
      changes.add(place.append("uidMappings"), why);
      builder.clearUidMappings();
    }
    if (!mount.gidMappings().isEmpty()) {
      changes.add(place.append("gidMappings"), why);
      builder.clearGidMappings();
    }
  }

  /** The number of {@code uid=N} or {@code gid=N}; -1, which nothing covers, for anything else. */
  private static long id(String option) {
    String digits = option.substring(4);
    return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
  }
}
