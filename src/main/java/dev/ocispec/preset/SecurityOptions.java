package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Optional;

/** What a container may do. */
public final class SecurityOptions {
  private SecurityOptions() {}

  /**
   * {@return nearly all that root of the host may do} All capabilities, all devices, no masked and
   * read-only paths, no filter of system calls, no AppArmor profile and no SELinux label; {@code
   * /sys} and the control groups can be written. The namespaces stay, and so does {@code
   * noNewPrivileges}.
   */
  public static ContainerOption privileged() {
    return new Privileged();
  }

  /**
   * {@return more capabilities, in the bounding, effective and permitted sets}
   *
   * @param capabilities the capabilities to add
   */
  public static ContainerOption addCapabilities(Capability... capabilities) {
    return new CapabilityChange(CapabilityEdit.ADD, List.of(capabilities));
  }

  /** {@return all capabilities, in the bounding, effective and permitted sets} */
  public static ContainerOption addAllCapabilities() {
    return new CapabilityChange(CapabilityEdit.ADD_ALL, List.of());
  }

  /**
   * {@return capabilities that programs of users other than root have too: in all five sets}
   *
   * @param capabilities the capabilities to add
   */
  public static ContainerOption addAmbientCapabilities(Capability... capabilities) {
    return new CapabilityChange(CapabilityEdit.ADD_AMBIENT, List.of(capabilities));
  }

  /**
   * {@return fewer capabilities, in all five sets}
   *
   * @param capabilities the capabilities to drop
   */
  public static ContainerOption dropCapabilities(Capability... capabilities) {
    return new CapabilityChange(CapabilityEdit.DROP, List.of(capabilities));
  }

  /** {@return no capabilities, in all five sets} */
  public static ContainerOption dropAllCapabilities() {
    return new CapabilityChange(CapabilityEdit.DROP_ALL, List.of());
  }

  /**
   * {@return a root filesystem that can't be written, or can}
   *
   * @param readonly whether it can't
   */
  public static ContainerOption readonlyRoot(boolean readonly) {
    return new ReadonlyRoot(readonly);
  }

  /**
   * {@return that programs can't, or can, gain privileges by being executed, for instance sudo}
   *
   * @param forbidden whether they can't
   */
  public static ContainerOption noNewPrivileges(boolean forbidden) {
    return new NewPrivileges(forbidden);
  }

  /** {@return no masked and no read-only paths} */
  public static ContainerOption unmasked() {
    return new Unmasked();
  }

  /**
   * {@return those masked paths, in the place of the others}
   *
   * @param paths absolute paths in the container; none for no masked paths
   */
  public static ContainerOption maskedPaths(String... paths) {
    return spec -> SpecEdits.linux(spec, linux -> linux.maskedPaths(paths));
  }

  /**
   * {@return those read-only paths, in the place of the others}
   *
   * @param paths absolute paths in the container; none for no read-only paths
   */
  public static ContainerOption readonlyPaths(String... paths) {
    return spec -> SpecEdits.linux(spec, linux -> linux.readonlyPaths(paths));
  }

  /**
   * {@return that filter of system calls}
   *
   * @param profile the filter
   */
  public static ContainerOption seccomp(LinuxSeccomp profile) {
    return new SeccompChoice(Optional.of(profile));
  }

  /** {@return no filter of system calls} */
  public static ContainerOption seccompUnconfined() {
    return new SeccompChoice(Optional.empty());
  }

  /**
   * {@return that profile of AppArmor}
   *
   * @param profile the name of a profile that the host has loaded
   */
  public static ContainerOption appArmor(String profile) {
    return new AppArmorChoice(Optional.of(profile));
  }

  /** {@return no profile of AppArmor} */
  public static ContainerOption appArmorUnconfined() {
    return new AppArmorChoice(Optional.empty());
  }

  /**
   * {@return those labels of SELinux}
   *
   * @param process the label of processes, for instance {@code
   *     system_u:system_r:container_t:s0:c1,c2}
   * @param mount the label of files on mounts, for instance {@code
   *     system_u:object_r:container_file_t:s0:c1,c2}
   */
  public static ContainerOption seLinux(String process, String mount) {
    return new SeLinuxLabels(Optional.of(process), Optional.of(mount));
  }

  /** {@return no labels of SELinux} */
  public static ContainerOption seLinuxDisabled() {
    return new SeLinuxLabels(Optional.empty(), Optional.empty());
  }

  /** What happens to capabilities. */
  enum CapabilityEdit {
    ADD,
    ADD_ALL,
    ADD_AMBIENT,
    DROP,
    DROP_ALL
  }

  /** More or fewer capabilities. */
  record CapabilityChange(CapabilityEdit edit, List<Capability> capabilities)
      implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      Capability[] named = capabilities.toArray(Capability[]::new);
      Capabilities sets = Capabilities.of(spec);
      return switch (edit) {
        case ADD -> sets.add(named).apply();
        case ADD_ALL -> sets.addAll().apply();
        case ADD_AMBIENT -> sets.addAmbient(named).apply();
        case DROP -> sets.drop(named).apply();
        case DROP_ALL -> sets.dropAll().apply();
      };
    }
  }

  /** A root filesystem that can't be written. */
  record ReadonlyRoot(boolean readonly) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return spec.root().isEmpty()
          ? spec
          : spec.toBuilder().root(root -> root.readonly(readonly)).build();
    }
  }

  /** Whether programs can gain privileges. */
  record NewPrivileges(boolean forbidden) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(spec, process -> process.noNewPrivileges(forbidden));
    }
  }

  /** No masks. */
  record Unmasked() implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.linux(spec, linux -> linux.clearMaskedPaths().clearReadonlyPaths());
    }
  }

  /** A filter of system calls, or none. */
  record SeccompChoice(Optional<LinuxSeccomp> profile) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.linux(
          spec, linux -> profile.ifPresentOrElse(linux::seccomp, linux::clearSeccomp));
    }
  }

  /** A profile of AppArmor, or none. */
  record AppArmorChoice(Optional<String> profile) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(
          spec,
          process ->
              profile.ifPresentOrElse(process::apparmorProfile, process::clearApparmorProfile));
    }
  }

  /** Labels of SELinux, or none. */
  record SeLinuxLabels(Optional<String> process, Optional<String> mount)
      implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      Spec labelled =
          SpecEdits.process(
              spec,
              edited -> process.ifPresentOrElse(edited::selinuxLabel, edited::clearSelinuxLabel));
      return SpecEdits.linux(
          labelled, linux -> mount.ifPresentOrElse(linux::mountLabel, linux::clearMountLabel));
    }
  }

  /** Nearly all that root of the host may do. */
  record Privileged() implements ContainerOption {
    private static final List<String> KERNEL_FILE_SYSTEMS = List.of("sysfs", "cgroup", "cgroup2");

    @Override
    public Spec applyTo(Spec spec) {
      Spec open =
          ContainerOption.apply(
              spec,
              addAllCapabilities(),
              unmasked(),
              seccompUnconfined(),
              appArmorUnconfined(),
              seLinuxDisabled(),
              DeviceOptions.allDevices());
      return writable(open);
    }

    /** With file systems of the kernel that can be written. */
    static Spec writable(Spec spec) {
      return spec.toBuilder()
          .mounts(
              spec.mounts().stream()
                  .map(
                      mount ->
                          mount.type().filter(KERNEL_FILE_SYSTEMS::contains).isEmpty()
                              ? mount
                              : mount.toBuilder()
                                  .options(
                                      mount.options().stream()
                                          .filter(option -> !option.equals("ro"))
                                          .toList())
                                  .build())
                  .toList())
          .build();
    }
  }
}
