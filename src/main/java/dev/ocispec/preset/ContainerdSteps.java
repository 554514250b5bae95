package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageGroups;
import dev.ocispec.image.ImageUser;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps that all of containerd's ways to make a configuration have in common. */
final class ContainerdSteps {
  private static final List<SecurityOptions.CapabilityEdit> ORDER =
      List.of(
          SecurityOptions.CapabilityEdit.ADD_ALL,
          SecurityOptions.CapabilityEdit.DROP_ALL,
          SecurityOptions.CapabilityEdit.ADD,
          SecurityOptions.CapabilityEdit.DROP);
  private static final Set<String> KERNEL_FILES = Set.of("sysfs", "cgroup");

  private ContainerdSteps() {}

  /**
   * Variables changed by others: {@code NAME=value} takes the place of a variable of that name or
   * comes last, {@code NAME} removes it.
   */
  static List<String> variables(List<String> variables, List<String> changes) {
    List<String> all = new ArrayList<>(variables);
    for (String change : changes) {
      int place = place(all, name(change));
      if (!change.contains("=")) {
        if (place >= 0) {
          all.remove(place);
        }
      } else if (place >= 0) {
        all.set(place, change);
      } else {
        all.add(change);
      }
    }
    return all;
  }

  private static int place(List<String> variables, String name) {
    for (int i = 0; i < variables.size(); i++) {
      if (name(variables.get(i)).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String name(String variable) {
    int equals = variable.indexOf('=');
    return equals < 0 ? variable : variable.substring(0, equals);
  }

  /** The variables that options set. */
  static List<String> variables(ImmutableEngineChoices choices) {
    return EngineSteps.options(choices, ProgramOptions.Variable.class)
        .map(variable -> variable.name() + "=" + variable.value())
        .toList();
  }

  /**
   * The capabilities after the options that change them: first all or none, then more, then less.
   */
  static List<Capability> capabilities(List<Capability> plain, ImmutableEngineChoices choices) {
    Set<Capability> all = new LinkedHashSet<>(plain);
    for (SecurityOptions.CapabilityEdit edit : ORDER) {
      EngineSteps.options(choices, SecurityOptions.CapabilityChange.class)
          .filter(change -> change.edit() == edit)
          .forEach(change -> change(all, change, choices.host()));
    }
    return List.copyOf(all);
  }

  private static void change(
      Set<Capability> all, SecurityOptions.CapabilityChange change, EngineHost host) {
    switch (change.edit()) {
      case ADD_ALL -> {
        all.clear();
        all.addAll(host.capabilities());
      }
      case DROP_ALL -> all.clear();
      case ADD -> all.addAll(change.capabilities());
      case DROP -> change.capabilities().forEach(all::remove);
      case ADD_AMBIENT -> {}
    }
  }

  /** With these capabilities in the bounding, effective and permitted sets. */
  static Spec withCapabilities(Spec spec, List<Capability> all) {
    return SpecEdits.process(
        spec,
        process -> process.capabilities(sets -> sets.bounding(all).effective(all).permitted(all)));
  }

  /** With the engine's own filter of system calls, which must be asked for. */
  static Spec filtered(Spec spec, EngineTable table, ImmutableEngineChoices choices) {
    List<Capability> capabilities =
        spec.process()
            .flatMap(ContainerProcess::capabilities)
            .map(LinuxCapabilities::bounding)
            .orElse(List.of());
    return EngineSteps.filter(table, choices, capabilities, false)
        .map(filter -> SpecEdits.linux(spec, linux -> linux.seccomp(filter)))
        .orElse(spec);
  }

  /** Nearly all that root of the host may do, capabilities apart. */
  static Spec privileged(Spec spec, EngineHost host) {
    Spec open = writable(spec);
    Spec unlabelled =
        SpecEdits.process(open, process -> process.clearSelinuxLabel().clearApparmorProfile());
    return SpecEdits.linux(
        unlabelled,
        linux -> {
          linux.clearMaskedPaths().clearReadonlyPaths().clearSeccomp();
          linux.resources(
              resources ->
                  resources.devices(
                      List.of(
                          LinuxDeviceCgroup.builder()
                              .allow(true)
                              .access(DeviceOptions.ALL_ACCESS)
                              .build())));
          host.devices().forEach(linux::addDevice);
        });
  }

  /** With file systems of the kernel that can be written: {@code rw} in the place of {@code ro}. */
  static Spec writable(Spec spec) {
    List<Mount> mounts =
        spec.mounts().stream()
            .map(
                mount ->
                    mount.type().filter(KERNEL_FILES::contains).isEmpty()
                        ? mount
                        : mount.toBuilder()
                            .options(
                                mount.options().stream()
                                    .map(option -> option.equals("ro") ? "rw" : option)
                                    .toList())
                            .build())
            .toList();
    return spec.toBuilder().mounts(mounts).build();
  }

  /**
   * The groups that the user has besides its own, which is the first, as long as it is not among
   * them.
   */
  static List<Long> groups(ImageUser ids, String member, Optional<Path> rootfs) {
    List<Long> groups =
        new ArrayList<>(rootfs.map(root -> ImageGroups.of(member, root)).orElse(List.of()));
    if (!groups.contains(ids.gid())) {
      groups.add(0, ids.gid());
    }
    return groups;
  }

  /** With these ids. */
  static Spec withUser(Spec spec, ImageUser ids, List<Long> groups) {
    return SpecEdits.process(
        spec,
        process ->
            process.user(
                user -> user.uid(ids.uid().orElse(0L)).gid(ids.gid()).additionalGids(groups)));
  }

  /** What the image runs, and the command in the place of the image's. */
  static void command(ContainerProcess.Builder process, ImmutableEngineChoices choices) {
    Optional<ImageConfig> image = choices.image().map(ImageConfiguration::execution);
    List<String> args = EngineSteps.program(choices);
    if (!args.isEmpty()) {
      process.args(args);
    }
    image.flatMap(ImageConfig::workingDir).filter(path -> !path.isEmpty()).ifPresent(process::cwd);
  }

  /** With the options that are of none of these kinds, as their own descriptions say. */
  static Spec withOthers(
      Spec spec, ImmutableEngineChoices choices, Set<Class<? extends ContainerOption>> done) {
    Spec result = spec;
    for (ContainerOption option : choices.options()) {
      if (!done.contains(option.getClass())) {
        result = option.applyTo(result);
      }
    }
    return result;
  }
}
