package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What podman writes into {@code linux}. */
record PodmanKernel(PodmanRun run) {
  private static final String RELEASE_AGENT = "/sys/fs/cgroup/systemd/release_agent";

  /** Masked at the end, whatever else was unmasked. */
  private static final String POWER = "/sys/devices/virtual/powercap";

  Linux linux(List<Capability> capabilities, List<Mount> mounts) {
    Linux plain = run.table().document().linux().orElseGet(() -> Linux.builder().build());
    Linux.Builder linux = plain.toBuilder();
    namespaces(linux);
    run.userNamespace()
        .map(PodmanOptions.UserNamespace::mappings)
        .or(this::placeholder)
        .ifPresent(ids -> linux.uidMappings(ids.uids()).gidMappings(ids.gids()));
    sysctls(linux);
    masks(plain, linux);
    filter(linux, capabilities);
    PodmanDevices devices = new PodmanDevices(run);
    if (!devices.made().isEmpty()) {
      linux.devices(devices.made());
    }
    linux.resources(devices.resources());
    cgroupsPath().ifPresent(linux::cgroupsPath);
    run.choices().host().mountLabel().filter(label -> run.labelled()).ifPresent(linux::mountLabel);
    propagation(mounts).ifPresent(linux::rootfsPropagation);
    return linux.build();
  }

  /** What podman writes for the ids of a user namespace that others have mapped. */
  private Optional<IdMappings> placeholder() {
    boolean joined =
        run.namespace(LinuxNamespaceType.USER)
            .filter(choice -> choice.sharing() == NamespaceOptions.Sharing.JOINED)
            .isPresent();
    return run.ofContainer(LinuxNamespaceType.USER).isPresent()
            || (joined && !run.version().isFive())
        ? Optional.of(IdMappings.single(0, 0))
        : Optional.empty();
  }

  private void namespaces(Linux.Builder linux) {
    Optional<PodmanOptions.UserNamespace> user = run.userNamespace();
    boolean late = user.filter(namespace -> namespace.mode().startsWith("auto")).isPresent();
    if (user.isPresent() && !late) {
      linux.putNamespace(LinuxNamespaceType.USER);
    }
    if (run.cgroups2()) {
      linux.putNamespace(LinuxNamespaceType.CGROUP);
    }
    if (late) {
      linux.putNamespace(LinuxNamespaceType.USER);
    }
    run.all(NamespaceOptions.NamespaceChoice.class).forEach(choice -> namespace(linux, choice));
    run.all(PodmanOptions.ContainerNamespace.class)
        .forEach(
            other ->
                linux.putNamespace(namespace -> namespace.type(other.type()).path(other.path())));
  }

  private static void namespace(Linux.Builder linux, NamespaceOptions.NamespaceChoice choice) {
    if (choice.sharing() == NamespaceOptions.Sharing.HOST) {
      linux.removeNamespace(choice.type());
    } else {
      linux.putNamespace(
          namespace -> {
            namespace.type(choice.type());
            choice.path().ifPresent(namespace::path);
          });
    }
  }

  /** Podman sets none in a network that is not the container's own. */
  private void sysctls(Linux.Builder linux) {
    LinuxNamespaceType network = LinuxNamespaceType.NETWORK;
    if (run.isHost(network) || run.ofContainer(network).isPresent()) {
      linux.clearSysctl();
    }
    run.all(ResourceOptions.SysctlChoice.class)
        .forEach(sysctl -> linux.putSysctl(sysctl.name(), sysctl.value()));
  }

  private void masks(Linux plain, Linux.Builder linux) {
    boolean all = run.privileged() || run.has(SecurityOptions.Unmasked.class);
    List<String> masked = new ArrayList<>();
    if (!run.privileged() && run.rootless() && !run.canMountSysfs()) {
      masked.add("/sys/kernel");
    }
    if (!all) {
      masked.addAll(unmasked(EngineSteps.masked(run.table(), run.choices().host()).toList()));
    }
    // Podman leaves masks of others out where an ordinary user sees the host's processes.
    if (run.privileged() || !run.rootless() || !run.isHost(LinuxNamespaceType.PID)) {
      run.all(PodmanOptions.Mask.class).forEach(mask -> masked.addAll(mask.paths()));
    }
    if (run.has(PodmanOptions.Systemd.class) && !run.cgroups2() && !run.privileged()) {
      masked.add(RELEASE_AGENT);
    }
    if (run.version().isFive() && !run.privileged() && !masked.isEmpty()) {
      masked.add(POWER);
    }
    linux.maskedPaths(masked);
    linux.readonlyPaths(all ? List.of() : unmasked(plain.readonlyPaths()));
  }

  private List<String> unmasked(List<String> paths) {
    List<String> left = paths;
    for (PodmanOptions.Unmask unmask : run.all(PodmanOptions.Unmask.class).toList()) {
      left = unmask.without(left);
    }
    return left;
  }

  private void filter(Linux.Builder linux, List<Capability> capabilities) {
    Optional<SecurityOptions.SeccompChoice> chosen = run.last(SecurityOptions.SeccompChoice.class);
    if (chosen.isPresent()) {
      chosen.get().profile().ifPresent(linux::seccomp);
    } else {
      EngineSteps.filter(run.table(), run.choices(), capabilities, !run.privileged())
          .ifPresent(linux::seccomp);
    }
  }

  private Optional<String> cgroupsPath() {
    if (run.rootless() || run.cgroupsDisabled()) {
      return Optional.empty();
    }
    String parent =
        run.last(PodmanOptions.Pod.class)
            .map(pod -> "/libpod_parent/" + pod.id())
            .orElse("/libpod_parent");
    return run.choices().id().map(id -> parent + "/libpod-" + id);
  }

  /** What the root mount needs, so that mounts in it propagate as they say. */
  private static Optional<String> propagation(List<Mount> mounts) {
    List<String> options = mounts.stream().flatMap(mount -> mount.options().stream()).toList();
    if (Stream.of("shared", "rshared").anyMatch(options::contains)) {
      return Optional.of("shared");
    }
    return Stream.of("slave", "rslave").anyMatch(options::contains)
        ? Optional.of("rslave")
        : Optional.empty();
  }
}
