package dev.ocispec.preset;

import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.util.List;

/**
 * Ready-made configurations.
 *
 * <p>They declare the lowest {@code ociVersion} that covers them, so that old runtimes take them
 * too; those of engines declare what the engine does.
 */
public final class Presets {
  private static final List<String> BUILDAH = List.of("1.28", "1.43");
  private static final List<String> DOCKER = List.of("20", "26", "28");

  private Presets() {}

  /**
   * {@return what {@code runc spec} of 1.3 prints: a shell on a terminal, started by root} The form
   * that runs without a terminal, for instance by {@code OciRuntime}, is one call away: {@code
   * Presets.runc().toBuilder().process(p -> p.terminal(false)).build()}.
   */
  public static Spec runc() {
    Spec.Builder spec =
        Spec.builder()
            .process(
                process ->
                    process
                        .terminal(true)
                        .user(user -> user.uid(0).gid(0))
                        .args(RuncDefaults.ARGS)
                        .env(RuncDefaults.ENV)
                        .cwd("/")
                        .capabilities(capabilities())
                        .addRlimit(
                            rlimit ->
                                rlimit
                                    .type(PosixRlimitType.RLIMIT_NOFILE)
                                    .hard(RuncDefaults.OPEN_FILES)
                                    .soft(RuncDefaults.OPEN_FILES))
                        .noNewPrivileges(true))
            .root(root -> root.path("rootfs").readonly(true))
            .hostname("runc")
            .mounts(RuncDefaults.MOUNTS);
    return spec.linux(
            linux -> {
              linux
                  .resources(
                      resources -> resources.addDevice(rule -> rule.allow(false).access("rwm")))
                  .maskedPaths(RuncDefaults.MASKED_PATHS)
                  .readonlyPaths(RuncDefaults.READONLY_PATHS);
              RuncDefaults.NAMESPACES.forEach(linux::putNamespace);
            })
        .build();
  }

  /**
   * {@return what {@code runc spec --rootless} of 1.3 prints: {@link #runc()} without its network
   * namespace, for one host user and group}
   *
   * @param hostUid the user who will start it, 0 to 2^32-1
   * @param hostGid that user's group, 0 to 2^32-1
   */
  public static Spec runcRootless(long hostUid, long hostGid) {
    Spec hostNetwork =
        runc().toBuilder()
            .linux(linux -> linux.removeNamespace(LinuxNamespaceType.NETWORK))
            .build();
    return rootless(hostNetwork, IdMappings.single(hostUid, hostGid));
  }

  /**
   * {@return the configuration changed so that an ordinary user can run it, in a user namespace
   * with {@code mappings}}
   *
   * <p>It is the configuration of {@link Rootless#of(Spec, IdMappings)}, which tells besides what
   * was changed and why.
   *
   * @param spec the configuration
   * @param mappings the ids of the host that the container gets
   */
  public static Spec rootless(Spec spec, IdMappings mappings) {
    return Rootless.of(spec, mappings).spec();
  }

  /**
   * {@return what docker's dockerd writes for {@code docker run --network none} on x86-64 or
   * another processor that it knows, with control groups of version 1}
   *
   * @param version the engine's first number: {@code 20}, {@code 26} or {@code 28}
   * @throws IllegalArgumentException for another version
   */
  public static EnginePreset docker(String version) {
    if (!DOCKER.contains(version)) {
      throw new IllegalArgumentException(
          "expected a version of docker among " + DOCKER + ", found " + version);
    }
    return new EnginePreset(
        EngineTable.of("docker-" + version),
        new DockerHabits(DockerRelease.valueOf("V" + version)));
  }

  /**
   * {@return the preset of an engine by name, as {@link #docker} and its neighbours give it}
   *
   * @param name the engine, for instance {@code docker}
   * @param version its version, as far as its presets tell versions apart
   * @throws IllegalArgumentException when there is no preset of that engine or version; the message
   *     lists those that there are
   */
  public static EnginePreset engine(String name, String version) {
    return EngineCatalogue.preset(name, version)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of " + String.join(", ", engines()) + ", found " + name));
  }

  /** {@return the engines that there are presets of, each with a version: {@code docker:28}} */
  public static List<String> engines() {
    return EngineCatalogue.names();
  }

  /**
   * {@return what podman writes for {@code podman run --network none} by root, on x86-64 or another
   * processor that it knows, with control groups of version 1} Without {@link
   * PodmanOptions#engineFile} the files that podman makes anew for each container are left out, and
   * {@code /dev/shm} is a file system of its own.
   *
   * @param version {@code 4.3}, {@code 5.4} or {@code 5.8}, the versions that the tables are of;
   *     {@code 4} is 4.3, and {@code 5} is 5.8, the last one
   * @throws IllegalArgumentException for another version
   */
  public static EnginePreset podman(String version) {
    PodmanVersion known = PodmanVersion.of(version);
    return new EnginePreset(EngineTable.of("podman-" + known.number()), new PodmanHabits(known));
  }

  /**
   * {@return what buildah writes for {@code buildah run --network none} by root, on x86-64 or
   * another processor that it knows} The command is as given: buildah runs neither the image's nor
   * its entry point. Without {@link PodmanOptions#engineFile} the files that it makes anew for each
   * container are left out.
   *
   * @param version {@code 1.28} or {@code 1.43}
   * @throws IllegalArgumentException for another version
   */
  public static EnginePreset buildah(String version) {
    if (!BUILDAH.contains(version)) {
      throw new IllegalArgumentException(
          "expected a version of buildah among " + BUILDAH + ", found " + version);
    }
    return new EnginePreset(
        EngineTable.of("buildah-" + version), new BuildahHabits(version.equals("1.43")));
  }

  /**
   * {@return what containerd's {@code ctr run} writes on x86-64 or another processor that it knows}
   * Without an image it is what {@code ctr run --rootfs} writes. The {@linkplain
   * EnginePreset#command command} takes the place of the image's entry point too.
   *
   * @param version the engine's version: {@code 1.6}, {@code 1.7} or {@code 2.1}; {@code 2} is 2.1
   * @throws IllegalArgumentException for another version
   */
  public static EnginePreset containerd(String version) {
    String table = "containerd-" + ContainerdVersion.of(version).number();
    return new EnginePreset(EngineTable.of(table), new CtrHabits());
  }

  /**
   * {@return what containerd's CRI plugin writes for a container of a pod} {@link Pod#container}
   * says of which pod.
   *
   * @param version the engine's version: {@code 1.6}, {@code 1.7} or {@code 2.1}; {@code 2} is 2.1
   * @throws IllegalArgumentException for another version
   */
  public static EnginePreset cri(String version) {
    ContainerdVersion known = ContainerdVersion.of(version);
    return new EnginePreset(EngineTable.of("cri-" + known.number()), new CriHabits(known));
  }

  /**
   * {@return what containerd's CRI plugin writes for the sandbox of a pod, the container that keeps
   * what the pod's containers share} {@link Pod#sandbox} says of which pod.
   *
   * @param version the engine's version: {@code 1.6}, {@code 1.7} or {@code 2.1}; {@code 2} is 2.1
   * @throws IllegalArgumentException for another version
   */
  public static EnginePreset criSandbox(String version) {
    ContainerdVersion known = ContainerdVersion.of(version);
    return new EnginePreset(
        EngineTable.of("cri-sandbox-" + known.number()), new CriSandboxHabits(known));
  }

  private static LinuxCapabilities capabilities() {
    return LinuxCapabilities.builder()
        .bounding(RuncDefaults.CAPABILITIES)
        .effective(RuncDefaults.CAPABILITIES)
        .permitted(RuncDefaults.CAPABILITIES)
        .build();
  }
}
