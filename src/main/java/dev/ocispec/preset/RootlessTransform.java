package dev.ocispec.preset;

import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.util.List;

/** Makes a configuration one that an ordinary user can run. */
final class RootlessTransform {
  private final IdMappings mappings;

  RootlessTransform(IdMappings mappings) {
    this.mappings = mappings;
  }

  Spec apply(Spec spec) {
    // A network namespace of its own lets the container's owner mount sysfs; a joined or shared one
    // does not.
    boolean ownNetwork =
        spec.linux().filter(linux -> hasNew(linux, LinuxNamespaceType.NETWORK)).isPresent();
    Spec.Builder builder = spec.toBuilder();
    List<Mount> mounts = spec.mounts().stream().map(mount -> mount(mount, ownNetwork)).toList();
    if (!mounts.equals(spec.mounts())) {
      builder.mounts(mounts);
    }
    spec.process()
        .flatMap(process -> process.user())
        .ifPresent(user -> builder.process(process -> process.user(user(user))));
    Linux before = spec.linux().orElseGet(() -> Linux.builder().build());
    return builder.linux(linux(before)).build();
  }

  /** What is absent anyway is not cleared, so that a null written out for it stays. */
  private Linux linux(Linux linux) {
    Linux.Builder builder =
        linux.toBuilder().uidMappings(mappings.uids()).gidMappings(mappings.gids());
    if (!hasNew(linux, LinuxNamespaceType.USER)) {
      builder.putNamespace(LinuxNamespaceType.USER);
    }
    if (linux.resources().isPresent()) {
      builder.clearResources();
    }
    if (linux.cgroupsPath().isPresent()) {
      builder.clearCgroupsPath();
    }
    return builder.build();
  }

  private static boolean hasNew(Linux linux, LinuxNamespaceType type) {
    return linux.namespaces().stream()
        .anyMatch(namespace -> namespace.type().equals(type) && namespace.path().isEmpty());
  }

  private Mount mount(Mount mount, boolean ownNetwork) {
    List<String> options = mount.options().stream().filter(this::isPossible).toList();
    Mount.Builder builder = mount.toBuilder();
    if (options.size() != mount.options().size()) {
      builder.options(options);
    }
    if (!ownNetwork && mount.type().filter("sysfs"::equals).isPresent()) {
      builder.type("none").source("/sys").options("rbind", "nosuid", "noexec", "nodev", "ro");
    }
    return builder.build();
  }

  private boolean isPossible(String option) {
    if (option.startsWith("uid=")) {
      return mappings.coversUid(id(option));
    }
    return !option.startsWith("gid=") || mappings.coversGid(id(option));
  }

  /** The number of {@code uid=N} or {@code gid=N}; -1, which nothing covers, for anything else. */
  private static long id(String option) {
    String digits = option.substring(4);
    return digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
  }

  private User user(User user) {
    User.Builder builder = user.toBuilder();
    if (!mappings.coversUid(user.uid().orElse(0))) {
      builder.uid(mappings.uids().get(0).containerID());
    }
    if (!mappings.coversGid(user.gid().orElse(0))) {
      builder.gid(mappings.gids().get(0).containerID());
    }
    if (!user.additionalGids().isEmpty()) {
      builder.clearAdditionalGids();
    }
    return builder.build();
  }
}
