package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageUser;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.LinuxCPU;
import dev.ocispec.spec.LinuxMemory;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What containerd's CRI plugin does for a container. */
final class CriHabits implements EngineHabits {
  private static final String SHM = "/dev/shm";

  private static final Set<Class<? extends ContainerOption>> DONE =
      Set.of(
          SecurityOptions.Privileged.class,
          SecurityOptions.CapabilityChange.class,
          SecurityOptions.NewPrivileges.class,
          BindMount.class,
          NamespaceOptions.NamespaceChoice.class,
          NamespaceOptions.MappedIds.class,
          ProgramOptions.UserChoice.class,
          ProgramOptions.FurtherGroups.class,
          ProgramOptions.Variable.class,
          ProgramOptions.TerminalChoice.class,
          Pod.Membership.class);

  private final ContainerdVersion version;

  CriHabits(ContainerdVersion version) {
    this.version = version;
  }

  @Override
  public Spec configured(EngineTable table, ImmutableEngineChoices choices) {
    Optional<Pod.Membership> pod = EngineSteps.last(choices, Pod.Membership.class).findFirst();
    boolean privileged = EngineSteps.has(choices, SecurityOptions.Privileged.class);
    Spec.Builder spec = table.document().toBuilder();
    spec.root(root -> root.path(choices.rootfs()));
    choices
        .id()
        .ifPresent(
            id ->
                spec.linux(
                    linux ->
                        linux.cgroupsPath(
                            Pod.cgroupsPath(pod.flatMap(p -> p.pod().cgroupParent()), id))));
    if (choices.host().cgroupVersion() == 2 && !privileged) {
      spec.linux(linux -> linux.putNamespace(LinuxNamespaceType.CGROUP));
    }
    Spec mounted =
        new CriMounts(version)
            .added(
                withUser(withProcess(spec.build(), choices, pod), choices),
                EngineSteps.options(choices, BindMount.class).toList(),
                podMounts(table, choices, pod));
    Spec secured =
        privileged
            ? ContainerdSteps.withCapabilities(
                ContainerdSteps.privileged(mounted, choices.host()), choices.host().capabilities())
            : ContainerdSteps.filtered(
                ContainerdSteps.withCapabilities(
                    labelled(mounted, choices.host()),
                    ContainerdSteps.capabilities(EngineSteps.capabilities(table), choices)),
                table,
                choices);
    Spec joined =
        CriNamespaces.joined(
            pod.map(member -> member.applyTo(secured)).orElse(secured), choices, pod);
    return withResources(ContainerdSteps.withOthers(joined, choices, DONE), choices);
  }

  private static List<Mount> podMounts(
      EngineTable table, ImmutableEngineChoices choices, Optional<Pod.Membership> pod) {
    boolean readonly =
        EngineSteps.last(choices, SecurityOptions.ReadonlyRoot.class)
            .anyMatch(SecurityOptions.ReadonlyRoot::readonly);
    return pod.flatMap(member -> member.pod().id()).map(table::podMounts).orElse(List.of()).stream()
        .map(
            mount -> {
              if (mount.destination().equals(SHM)) {
                return CriNamespaces.host(choices, LinuxNamespaceType.IPC)
                    ? mount.toBuilder().source(SHM).build()
                    : mount;
              }
              return readonly ? readOnly(mount) : mount;
            })
        .toList();
  }

  private static Mount readOnly(Mount mount) {
    return mount.toBuilder()
        .options(
            mount.options().stream().map(option -> option.equals("rw") ? "ro" : option).toList())
        .build();
  }

  private static Spec withProcess(
      Spec spec, ImmutableEngineChoices choices, Optional<Pod.Membership> pod) {
    List<String> env =
        new ArrayList<>(spec.process().map(process -> process.env()).orElse(List.of()));
    boolean terminal = EngineSteps.has(choices, ProgramOptions.TerminalChoice.class);
    if (terminal) {
      env.add("TERM=xterm");
    }
    List<String> changes = new ArrayList<>();
    pod.flatMap(member -> member.pod().hostname())
        .or(choices::hostname)
        .or(() -> choices.host().name())
        .ifPresent(name -> changes.add("HOSTNAME=" + name));
    changes.addAll(
        choices.image().map(ImageConfiguration::execution).map(ImageConfig::env).orElse(List.of()));
    changes.addAll(ContainerdSteps.variables(choices));
    return SpecEdits.process(
        spec,
        process -> {
          process.env(ContainerdSteps.variables(env, changes));
          ContainerdSteps.command(process, choices);
          if (terminal) {
            process.terminal(true);
          }
          EngineSteps.last(choices, SecurityOptions.NewPrivileges.class)
              .filter(SecurityOptions.NewPrivileges::forbidden)
              .forEach(choice -> process.noNewPrivileges(true));
        });
  }

  /** With the user of the image or of an option, and the groups in the order of their ids. */
  private static Spec withUser(Spec spec, ImmutableEngineChoices choices) {
    Optional<ProgramOptions.UserChoice> choice =
        EngineSteps.last(choices, ProgramOptions.UserChoice.class).findFirst();
    String user =
        choice
            .map(ProgramOptions.UserChoice::user)
            .or(() -> choices.image().flatMap(image -> image.execution().user()))
            .orElse("");
    Optional<Path> rootfs = choice.flatMap(ProgramOptions.UserChoice::rootfs).or(choices::accounts);
    ImageUser ids = ImageUser.of(user, rootfs);
    String member = user.isEmpty() ? "0" : user.split(":", 2)[0];
    Set<Long> groups = new TreeSet<>(ContainerdSteps.groups(ids, member, rootfs));
    EngineSteps.options(choices, ProgramOptions.FurtherGroups.class)
        .forEach(further -> groups.addAll(further.gids()));
    return ContainerdSteps.withUser(spec, ids, List.copyOf(groups));
  }

  /** With the labels and the profile that every container has that nobody chose others for. */
  private static Spec labelled(Spec spec, EngineHost host) {
    Spec labelled =
        SpecEdits.process(
            spec,
            process -> {
              host.processLabel().ifPresent(process::selinuxLabel);
              if (host.hasAppArmor()) {
                process.apparmorProfile("cri-containerd.apparmor.d");
              }
            });
    return SpecEdits.linux(labelled, linux -> host.mountLabel().ifPresent(linux::mountLabel));
  }

  /** Whoever asks for one limit has asked for all: processor, memory, and the order of killing. */
  private static Spec withResources(Spec spec, ImmutableEngineChoices choices) {
    if (!EngineSteps.has(choices, ResourceOptions.ResourceChange.class)
        && !EngineSteps.has(choices, ResourceOptions.OomScore.class)) {
      return spec;
    }
    Spec limited =
        SpecEdits.resources(
            spec,
            resources -> {
              LinuxCPU cpu =
                  spec.linux()
                      .flatMap(linux -> linux.resources())
                      .flatMap(r -> r.cpu())
                      .orElseGet(() -> LinuxCPU.builder().build());
              LinuxMemory memory =
                  spec.linux()
                      .flatMap(linux -> linux.resources())
                      .flatMap(r -> r.memory())
                      .orElseGet(() -> LinuxMemory.builder().build());
              resources.cpu(cpu).memory(withoutSwap(memory, choices.host()));
            });
    long score = spec.process().map(p -> p.oomScoreAdj().orElse(0)).orElse(0L);
    return SpecEdits.process(limited, process -> process.oomScoreAdj(score));
  }

  /** A container does not swap unless it may: memory and swap together have the memory's limit. */
  private static LinuxMemory withoutSwap(LinuxMemory memory, EngineHost host) {
    return host.limitsSwap() && memory.limit().isPresent() && memory.swap().isEmpty()
        ? memory.toBuilder().swap(memory.limit().getAsLong()).build()
        : memory;
  }
}
