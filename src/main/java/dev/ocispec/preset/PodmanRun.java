package dev.ocispec.preset;

import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was chosen for a container of podman, in podman's terms. */
record PodmanRun(PodmanVersion version, EngineTable table, ImmutableEngineChoices choices) {
  /** Modes of {@code --userns} in which podman does not take the namespace for a new one. */
  private static final List<String> NOT_NEW = List.of("keep-id", "nomap");

  private static final List<String> NOT_NEW_BEFORE_5 = List.of("keep-id", "nomap", "auto");

  <T extends ContainerOption> Stream<T> all(Class<T> kind) {
    return EngineSteps.options(choices, kind);
  }

  <T extends ContainerOption> Optional<T> last(Class<T> kind) {
    return EngineSteps.last(choices, kind).findFirst();
  }

  boolean has(Class<? extends ContainerOption> kind) {
    return EngineSteps.has(choices, kind);
  }

  boolean rootless() {
    return has(PodmanOptions.Rootless.class);
  }

  boolean privileged() {
    return has(SecurityOptions.Privileged.class);
  }

  boolean cgroupsDisabled() {
    return has(PodmanOptions.WithoutCgroups.class);
  }

  boolean readonly() {
    return last(SecurityOptions.ReadonlyRoot.class)
        .filter(SecurityOptions.ReadonlyRoot::readonly)
        .isPresent();
  }

  boolean readonlyTmpfs() {
    return !has(PodmanOptions.WithoutReadonlyTmpfs.class);
  }

  /** Whether not even devices and shared memory can be written in a read-only root filesystem. */
  boolean readonlyDevices() {
    return version.isFive() && readonly() && !readonlyTmpfs();
  }

  /** Whether podman gives the labels of SELinux that the host has for containers. */
  boolean labelled() {
    return !privileged() && !isHost(LinuxNamespaceType.PID) && !isHost(LinuxNamespaceType.IPC);
  }

  /** Whether podman can limit anything. */
  boolean canLimit() {
    return !cgroupsDisabled() && (!rootless() || cgroups2());
  }

  boolean cgroups2() {
    return choices.host().cgroupVersion() == 2;
  }

  /** What was chosen about a namespace by the options of all engines. */
  Optional<NamespaceOptions.NamespaceChoice> namespace(LinuxNamespaceType type) {
    return all(NamespaceOptions.NamespaceChoice.class)
        .filter(choice -> choice.type().equals(type))
        .reduce((first, second) -> second);
  }

  /** Whether the container has the host's namespace of that kind. */
  boolean isHost(LinuxNamespaceType type) {
    return namespace(type)
        .filter(choice -> choice.sharing() == NamespaceOptions.Sharing.HOST)
        .isPresent();
  }

  /** The namespace of another container, if it is that. */
  Optional<PodmanOptions.ContainerNamespace> ofContainer(LinuxNamespaceType type) {
    return all(PodmanOptions.ContainerNamespace.class)
        .filter(choice -> choice.type().equals(type))
        .reduce((first, second) -> second);
  }

  /** Whether the container has a namespace of that kind alone. */
  boolean isOwn(LinuxNamespaceType type) {
    return ofContainer(type).isEmpty()
        && namespace(type)
            .filter(choice -> choice.sharing() != NamespaceOptions.Sharing.OWN)
            .isEmpty();
  }

  /** The user namespace, if the container has one of its own. */
  Optional<PodmanOptions.UserNamespace> userNamespace() {
    return last(PodmanOptions.UserNamespace.class)
        .or(
            () ->
                last(NamespaceOptions.MappedIds.class)
                    .map(ids -> new PodmanOptions.UserNamespace("private", ids.mappings())));
  }

  /** Whether podman takes the user namespace for a new one. */
  boolean newUserNamespace() {
    List<String> not = version.isFive() ? NOT_NEW : NOT_NEW_BEFORE_5;
    return userNamespace()
            .filter(namespace -> not.stream().noneMatch(namespace.mode()::startsWith))
            .isPresent()
        || ofContainer(LinuxNamespaceType.USER).isPresent()
        || namespace(LinuxNamespaceType.USER)
            .filter(choice -> choice.sharing() != NamespaceOptions.Sharing.HOST)
            .isPresent();
  }

  boolean inUserNamespace() {
    return rootless() || newUserNamespace();
  }

  /** Whether a new sysfs can be mounted; otherwise podman binds the host's. */
  boolean canMountSysfs() {
    LinuxNamespaceType network = LinuxNamespaceType.NETWORK;
    if (isHost(network) && inUserNamespace()) {
      return false;
    }
    return !newUserNamespace() || isOwn(network);
  }

  /** The mounts of a plain run. */
  List<Mount> plainMounts() {
    return table.document().mounts();
  }
}
