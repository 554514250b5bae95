package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.image.ImageUser;
import dev.ocispec.imagespec.ImageConfig;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What containerd's CRI plugin does for the sandbox of a pod. */
final class CriSandboxHabits implements EngineHabits {
  private static final String SHM = "/dev/shm";
  private static final String PINGS = "net.ipv4.ping_group_range";
  private static final String SANDBOXES = "/run/containerd/io.containerd.grpc.v1.cri/sandboxes/";

  private static final Set<Class<? extends ContainerOption>> DONE =
      Set.of(
          SecurityOptions.Privileged.class,
          NamespaceOptions.NamespaceChoice.class,
          NamespaceOptions.MappedIds.class,
          ProgramOptions.UserChoice.class,
          ProgramOptions.FurtherGroups.class,
          Pod.Sandbox.class);

  private final ContainerdVersion version;

  CriSandboxHabits(ContainerdVersion version) {
    this.version = version;
  }

  @Override
  public Spec configured(EngineTable table, ImmutableEngineChoices choices) {
    Optional<Pod.Sandbox> pod = EngineSteps.last(choices, Pod.Sandbox.class).findFirst();
    Spec.Builder spec = table.document().toBuilder();
    spec.root(root -> root.path(choices.rootfs()));
    choices.hostname().ifPresent(spec::hostname);
    Optional<String> id = pod.flatMap(sandbox -> sandbox.pod().id()).or(choices::id);
    id.ifPresent(
        name ->
            spec.linux(
                linux ->
                    linux.cgroupsPath(
                        Pod.cgroupsPath(pod.flatMap(p -> p.pod().cgroupParent()), name))));
    pod.flatMap(sandbox -> sandbox.pod().id())
        .map(table::podMounts)
        .orElse(List.of())
        .forEach(
            mount ->
                spec.addMount(
                    mount.destination().equals(SHM)
                            && CriNamespaces.host(choices, LinuxNamespaceType.IPC)
                        ? mount.toBuilder().source(SHM).build()
                        : mount));
    spec.process(process -> started(process, choices));
    Spec named = pod.map(sandbox -> named(spec.build(), sandbox)).orElseGet(spec::build);
    Spec shared = withNamespaces(withUser(named, choices), choices, pod.flatMap(p -> p.pod().id()));
    return ContainerdSteps.withOthers(secured(shared, table, choices), choices, DONE);
  }

  private Spec named(Spec spec, Pod.Sandbox pod) {
    Spec named = pod.applyTo(spec);
    return version.namesSandboxImage()
        ? named.toBuilder()
            .putAnnotation("io.kubernetes.cri.podsandbox.image-name", pod.image())
            .build()
        : named;
  }

  private static void started(ContainerProcess.Builder process, ImmutableEngineChoices choices) {
    ContainerdSteps.command(process, choices);
    choices
        .image()
        .map(ImageConfiguration::execution)
        .map(ImageConfig::env)
        .ifPresent(process::env);
  }

  private Spec secured(Spec spec, EngineTable table, ImmutableEngineChoices choices) {
    EngineHost host = choices.host();
    Spec labelled =
        SpecEdits.linux(
            SpecEdits.process(
                spec, process -> host.processLabel().ifPresent(process::selinuxLabel)),
            linux -> host.mountLabel().ifPresent(linux::mountLabel));
    if (EngineSteps.has(choices, SecurityOptions.Privileged.class)) {
      return version.opensPrivilegedSandbox() ? ContainerdSteps.writable(labelled) : labelled;
    }
    return ContainerdSteps.filtered(labelled, table, choices);
  }

  /** A user's groups take the place of those that were asked for. */
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
    Set<Long> groups = new TreeSet<>();
    if (user.isEmpty()) {
      EngineSteps.options(choices, ProgramOptions.FurtherGroups.class)
          .forEach(further -> groups.addAll(further.gids()));
    } else {
      groups.add(ids.gid());
    }
    return ContainerdSteps.withUser(spec, ids, List.copyOf(groups));
  }

  private Spec withNamespaces(Spec spec, ImmutableEngineChoices choices, Optional<String> id) {
    Spec result = spec;
    if (CriNamespaces.host(choices, LinuxNamespaceType.NETWORK)) {
      result =
          SpecEdits.linux(
              result,
              linux ->
                  linux
                      .removeNamespace(LinuxNamespaceType.NETWORK)
                      .removeNamespace(LinuxNamespaceType.UTS)
                      .clearSysctl());
    }
    for (ContainerOption option : choices.options()) {
      if (option instanceof NamespaceOptions.NamespaceChoice choice
          && !choice.type().equals(LinuxNamespaceType.NETWORK)) {
        result = choice.applyTo(result);
      }
      if (option instanceof NamespaceOptions.MappedIds ids) {
        result = mapped(ids.applyTo(result), id);
      }
    }
    return result;
  }

  /** In a user namespace, no group of the host can be allowed to ping. */
  private Spec mapped(Spec spec, Optional<String> id) {
    return SpecEdits.linux(
        spec,
        linux -> {
          linux.removeSysctl(PINGS);
          if (version.pinsUserNamespaces() && id.isPresent()) {
            String path = SANDBOXES + id.get() + "/pinned-namespaces/user";
            linux.putNamespace(namespace -> namespace.type(LinuxNamespaceType.USER).path(path));
          }
        });
  }
}
