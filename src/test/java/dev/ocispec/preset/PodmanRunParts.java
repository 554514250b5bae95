package dev.ocispec.preset;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import java.util.List;
import java.util.function.Consumer;

/** Parts of the commands that documents of podman are of. */
final class PodmanRunParts {
  private static final String VOLUMES = "/var/lib/containers/storage/volumes/";

  private PodmanRunParts() {}

  static ContainerOption annotation(String key, String value) {
    return PodmanOptions.annotation(key, value);
  }

  static ContainerOption mount(String destination, String type, String source, String... options) {
    return spec ->
        spec.toBuilder()
            .putMount(
                mount -> mount.destination(destination).type(type).source(source).options(options))
            .build();
  }

  static ContainerOption process(Consumer<ContainerProcess.Builder> edit) {
    return spec -> spec.toBuilder().process(edit).build();
  }

  /** A device that everyone may use. */
  static LinuxDevice character(String path, int major, int minor) {
    return LinuxDevice.builder()
        .path(path)
        .type("c")
        .major(major)
        .minor(minor)
        .fileMode(0666)
        .uid(0)
        .gid(0)
        .build();
  }

  static IdMappings ids(LinuxIdMapping mapping) {
    return new IdMappings(List.of(mapping), List.of(mapping));
  }

  /** The ids of a user who has 65536 further ones, and is those in the container. */
  static IdMappings keepId(long uid, long gid) {
    return new IdMappings(keeping(uid), keeping(gid));
  }

  private static List<LinuxIdMapping> keeping(long id) {
    return List.of(
        IdMappings.mapping(0, 1, id),
        IdMappings.mapping(id, 0, 1),
        IdMappings.mapping(id + 1, id + 1, 65536 - id));
  }

  /** The namespace of another container, which only podman knows the process of. */
  static ContainerOption shared(PodmanDocument real, LinuxNamespaceType type) {
    return PodmanOptions.containerNamespace(type, path(real, type));
  }

  static ContainerOption joined(PodmanDocument real, LinuxNamespaceType type) {
    return NamespaceOptions.joined(type, path(real, type));
  }

  private static String path(PodmanDocument real, LinuxNamespaceType type) {
    return real.linux().namespaces().stream()
        .filter(namespace -> namespace.type().equals(type))
        .flatMap(namespace -> namespace.path().stream())
        .findFirst()
        .orElseThrow();
  }

  /** An overlay, whose folder podman names by chance; an image's files are in its storage. */
  static ContainerOption overlay(PodmanDocument real, String destination) {
    Mount mount = real.mount(destination);
    String source =
        destination.equals("/h")
            ? "/tmp/h"
            : mount.options().get(0).substring("lowerdir=".length());
    return PodmanOptions.overlay(
        source, destination, mount.source().orElseThrow().replaceFirst("/merge$", ""));
  }

  static List<ContainerOption> volumes(PodmanDocument real) {
    return List.of(
        PodmanOptions.volume(VOLUMES + "named/_data", "/n"),
        PodmanOptions.volume(VOLUMES + "anon/_data", "/a", "nocopy", "ro"),
        PodmanOptions.volume(real.mount("/anonvol").source().orElseThrow(), "/anonvol"),
        PodmanOptions.volume(VOLUMES + "v3/_data", "/v3", "ro"));
  }

  static List<ContainerOption> podMember(PodmanDocument real) {
    return List.of(
        shared(real, LinuxNamespaceType.NETWORK),
        shared(real, LinuxNamespaceType.IPC),
        shared(real, LinuxNamespaceType.UTS),
        PodmanOptions.pod(
            real.linux().cgroupsPath().orElseThrow().split("/")[2],
            real.spec().annotations().getOrDefault("io.kubernetes.cri-o.SandboxID", "")));
  }

  static List<ContainerOption> kube(PodmanDocument real) {
    List<ContainerOption> options = new java.util.ArrayList<>(podMember(real));
    options.addAll(
        List.of(
            annotation("a/b", "c"),
            annotation("io.podman.annotations.kube.health.check", "true"),
            ProgramOptions.env("E", "1"),
            ProgramOptions.user("1000:1000", PodmanPresetTest.accounts()),
            ProgramOptions.addGroups(3000),
            SecurityOptions.dropAllCapabilities(),
            SecurityOptions.addCapabilities(Capability.CAP_NET_BIND_SERVICE),
            SecurityOptions.noNewPrivileges(true),
            SecurityOptions.readonlyRoot(true),
            BindMount.of("/tmp/h", "/h").readOnly(),
            PodmanOptions.volume(VOLUMES + "e/_data", "/e"),
            // Unlike --memory, the limits of Kubernetes say nothing of swap.
            spec ->
                SpecEdits.resources(
                    spec,
                    resources ->
                        resources
                            .memory(memory -> memory.limit(64 << 20).reservation(32 << 20))
                            .cpu(cpu -> cpu.quota(25000).period(100000)))));
    return options;
  }
}
