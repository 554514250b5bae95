package dev.ocispec.preset;

import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxPids;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The devices that podman gives to a container, and the limits of its control group. */
record PodmanDevices(PodmanRun run) {
  private static final long CHARACTER_DEVICE = 0020000;
  private static final long BLOCK_DEVICE = 0060000;
  private static final LinuxDeviceCgroup NONE =
      LinuxDeviceCgroup.builder().allow(false).access("rwm").build();
  private static final LinuxDeviceCgroup ALL =
      LinuxDeviceCgroup.builder().allow(true).access("rwm").build();

  /** Devices that the runtime makes. */
  List<LinuxDevice> made() {
    if (run.rootless()) {
      return List.of();
    }
    return devices().map(PodmanDevices::withType).toList();
  }

  /** Devices of the host that an ordinary user can't make, but bind. */
  List<Mount> mounts() {
    Stream<Mount> granted =
        run.privileged()
            ? run.choices().host().devices().stream().map(device -> mount(device.path(), "rw"))
            : run.all(DeviceOptions.DeviceGrant.class)
                .map(
                    grant ->
                        mount(grant.device().path(), grant.access().contains("w") ? "rw" : "ro"));
    return granted.toList();
  }

  private static Mount mount(String path, String access) {
    return Mount.builder()
        .destination(path)
        .type("bind")
        .source(path)
        .options("slave", "nosuid", "noexec", access, "rbind")
        .build();
  }

  private Stream<LinuxDevice> devices() {
    return run.privileged()
        ? run.choices().host().devices().stream()
        : run.all(DeviceOptions.DeviceGrant.class).map(DeviceOptions.DeviceGrant::device);
  }

  /** Podman writes the file's type into its mode, as stat(2) has it. */
  private static LinuxDevice withType(LinuxDevice device) {
    OptionalLong mode = device.fileMode();
    if (mode.isEmpty() || mode.getAsLong() >= 010000) {
      return device;
    }
    long type = device.type().toString().equals("b") ? BLOCK_DEVICE : CHARACTER_DEVICE;
    return device.toBuilder().fileMode(mode.getAsLong() | type).build();
  }

  /** The limits of the control group. */
  LinuxResources resources() {
    LinuxResources.Builder resources = LinuxResources.builder();
    boolean limited = false;
    if (!run.rootless() && !run.cgroupsDisabled()) {
      pids().ifPresent(resources::pids);
      limited = true;
    }
    if (run.canLimit() && run.has(ResourceOptions.ResourceChange.class)) {
      limited = true;
      change(resources);
    }
    List<LinuxDeviceCgroup> rules = rules(limited);
    if (!rules.isEmpty()) {
      resources.devices(
          Stream.concat(rules.stream(), resources.build().devices().stream()).toList());
    }
    return resources.build();
  }

  private void change(LinuxResources.Builder resources) {
    run.all(ResourceOptions.ResourceChange.class)
        .forEach(change -> change.edit().accept(resources));
    Optional<LinuxMemory> memory = resources.build().memory();
    if (memory.isPresent() && memory.get().limit().isPresent() && memory.get().swap().isEmpty()) {
      resources.memory(edited -> edited.swap(2 * memory.get().limit().getAsLong()));
    }
    LinuxPids none = LinuxPids.builder().limit(-1).build();
    if (!run.version().isFive() && resources.build().pids().filter(none::equals).isPresent()) {
      resources.pids(pids -> pids.limit(0));
    }
    if (run.cgroups2() && resources.build().cpu().isPresent()) {
      resources.cpu(cpu -> cpu.clearRealtimePeriod().clearRealtimeRuntime());
    }
  }

  private List<LinuxDeviceCgroup> rules(boolean limited) {
    if (run.privileged()) {
      return run.rootless() ? List.of() : List.of(ALL);
    }
    List<LinuxDeviceCgroup> rules = new ArrayList<>();
    if (!limited && run.version().keepsDeviceRule()) {
      rules.add(NONE);
    }
    if (!run.inUserNamespace()) {
      rules.add(NONE);
    }
    if (!run.rootless()) {
      run.all(DeviceOptions.DeviceGrant.class)
          .map(DeviceOptions.DeviceGrant::allowing)
          .forEach(rules::add);
    }
    if (!run.inUserNamespace()) {
      run.all(DeviceOptions.DeviceRule.class)
          .map(DeviceOptions.DeviceRule::rule)
          .forEach(rules::add);
    }
    return rules;
  }

  private Optional<LinuxPids> pids() {
    return run.table()
        .document()
        .linux()
        .flatMap(linux -> linux.resources())
        .flatMap(LinuxResources::pids);
  }

  /** The limit of processes that was chosen. */
  Optional<LinuxPids> chosenPids() {
    LinuxResources.Builder chosen = LinuxResources.builder();
    run.all(ResourceOptions.ResourceChange.class).forEach(change -> change.edit().accept(chosen));
    return chosen.build().pids();
  }
}
