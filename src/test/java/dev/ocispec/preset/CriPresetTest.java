package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Presets of the CRI give what containerd wrote for containers and sandboxes, all of it. */
@Tag("unit")
class CriPresetTest {
  /** A row: from the preset of an image in a pod to the preset with what was asked for. */
  private interface Variation extends BiFunction<EnginePreset, ContainerdDocument, EnginePreset> {}

  private static final IdMappings MAPPINGS =
      new IdMappings(
          List.of(IdMappings.mapping(0, 300_000, 65_536)),
          List.of(IdMappings.mapping(0, 300_000, 65_536)));

  private static final ContainerOption[] HOST_NETWORK = {
    NamespaceOptions.host(LinuxNamespaceType.NETWORK)
  };

  private static final Map<String, Variation> SANDBOXES =
      Map.ofEntries(
          row("plain-sandbox", (preset, real) -> preset.with(HOST_NETWORK)),
          row("mnt-sandbox", (preset, real) -> preset.with(HOST_NETWORK)),
          row("res-sandbox", (preset, real) -> preset.with(HOST_NETWORK)),
          row(
              "sec-sandbox",
              (preset, real) -> preset.with(HOST_NETWORK).with(ProgramOptions.user("1000"))),
          row(
              "priv-sandbox",
              (preset, real) ->
                  preset
                      .with(HOST_NETWORK)
                      .with(
                          NamespaceOptions.host(LinuxNamespaceType.PID),
                          NamespaceOptions.host(LinuxNamespaceType.IPC),
                          SecurityOptions.privileged())),
          row(
              "podnet-sandbox",
              (preset, real) ->
                  preset
                      .defaultSeccomp(true)
                      .with(ResourceOptions.sysctl("kernel.shmmax", "100000"))),
          row(
              "userns-sandbox",
              (preset, real) ->
                  real.preset().equals("1.6")
                      ? preset
                      : preset.with(NamespaceOptions.mapped(MAPPINGS))));

  private static final Map<String, Variation> CONTAINERS =
      Map.ofEntries(
          row("plain-plain", (preset, real) -> preset),
          row("podnet-c", (preset, real) -> preset.defaultSeccomp(true).with(podProcesses())),
          row(
              "priv-priv",
              (preset, real) ->
                  preset
                      .host(PrivilegedHost.of(real))
                      .with(
                          SecurityOptions.privileged(),
                          NamespaceOptions.host(LinuxNamespaceType.IPC),
                          podProcesses())),
          row(
              "mnt-bidir",
              (preset, real) ->
                  preset.with(BindMount.of("/tmp/hs", "/p").propagation(MountPropagation.RSHARED))),
          row(
              "mnt-mounts",
              (preset, real) ->
                  preset.with(
                      BindMount.of("/tmp/h", "/h").readOnly(),
                      BindMount.of("/tmp/hs", "/p").propagation(MountPropagation.RSLAVE),
                      BindMount.of("/etc/hosts", "/etc/hosts"),
                      BindMount.of("/tmp/h/f", "/dev/termination-log"),
                      DeviceOptions.device(real.devices().get(0), "rw"))),
          row(
              "mnt-rro",
              (preset, real) -> preset.with(BindMount.of("/tmp/h", "/h").recursiveReadOnly())),
          row(
              "sec-ambient",
              (preset, real) ->
                  preset.with(
                      ProgramOptions.user("1000"),
                      SecurityOptions.addAmbientCapabilities(Capability.CAP_NET_BIND_SERVICE))),
          row(
              "sec-restricted",
              (preset, real) ->
                  preset
                      .defaultSeccomp(true)
                      .with(
                          ProgramOptions.user("1000:3000"),
                          ProgramOptions.addGroups(2000, 4000),
                          SecurityOptions.dropAllCapabilities(),
                          SecurityOptions.addCapabilities(Capability.CAP_NET_BIND_SERVICE),
                          SecurityOptions.noNewPrivileges(true),
                          SecurityOptions.readonlyRoot(true),
                          spec ->
                              spec.toBuilder()
                                  .linux(
                                      linux ->
                                          linux
                                              .maskedPaths("/proc/acpi", "/proc/kcore")
                                              .readonlyPaths("/proc/sys"))
                                  .build())),
          row("sec-tty", (preset, real) -> preset.with(ProgramOptions.terminal())),
          row(
              "sec-unmasked",
              (preset, real) ->
                  preset
                      .host(PrivilegedHost.of(real))
                      .with(SecurityOptions.unmasked(), SecurityOptions.addAllCapabilities())),
          row(
              "userns-userns",
              (preset, real) ->
                  real.preset().equals("1.6")
                      ? preset.with(BindMount.of("/tmp/h", "/h"))
                      : preset.with(
                          NamespaceOptions.mapped(MAPPINGS),
                          BindMount.of("/tmp/h", "/h").idMapped(MAPPINGS))));

  @TempDir Path rootfs;

  /** The accounts of the image that the documents were made of. */
  @BeforeEach
  void accounts() throws IOException {
    Files.createDirectories(rootfs.resolve("etc"));
    Files.writeString(
        rootfs.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\nw:x:1000:1000::/:/bin/sh\n");
    Files.writeString(rootfs.resolve("etc/group"), "root:x:0:\nwheel:x:10:w\nw:x:1000:\n");
  }

  private static Map.Entry<String, Variation> row(String name, Variation variation) {
    return Map.entry(name, variation);
  }

  private static ContainerOption podProcesses() {
    return NamespaceOptions.host(LinuxNamespaceType.PID);
  }

  private static ImageConfiguration image() {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux",
             "config": {"Env": ["PATH=/bin"], "Cmd": ["/bin/sleep", "1000"]},
             "rootfs": {"type": "layers", "diff_ids": []}}
            """,
            Image.class));
  }

  private EnginePreset inPod(EnginePreset preset, ContainerdDocument real) {
    String cgroup = real.cgroup();
    return preset
        .architecture("amd64")
        .image(image())
        .accounts(rootfs)
        .host(EngineHost.DEFAULT.name("box-v1"))
        .id(cgroup.substring(cgroup.lastIndexOf('/') + 1));
  }

  private static Pod pod(ContainerdDocument real) {
    String name = real.annotation("io.kubernetes.cri.sandbox-name");
    Pod pod =
        Pod.named(name)
            .uid("u-" + name)
            .id(real.annotation("io.kubernetes.cri.sandbox-id"))
            .cgroupParent("/kubepods/" + name)
            .logDirectory("/tmp/logs/" + name);
    return name.equals("podnet") ? pod.hostname("pod-h") : pod;
  }

  static List<String> sandboxes() {
    return ContainerdDocument.names("cri").stream()
        .filter(name -> name.endsWith("sandbox"))
        .toList();
  }

  static List<String> containers() {
    return ContainerdDocument.names("cri").stream()
        .filter(name -> !name.endsWith("sandbox"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void aSandboxIsAsContainerdWroteIt(String name) throws IOException {
    ContainerdDocument real = ContainerdDocument.of(name);
    assertThat(SANDBOXES).containsKey(real.variation());
    String network = real.namespace(LinuxNamespaceType.NETWORK);
    Pod pod = network.isEmpty() ? pod(real) : pod(real).networkNamespace(network);
    EnginePreset preset =
        inPod(Presets.criSandbox(real.preset()), real)
            .with(pod.sandbox("docker.io/library/bb:latest"));
    assertThat(real.differences(SANDBOXES.get(real.variation()).apply(preset, real).build()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("containers")
  void aContainerIsAsContainerdWroteIt(String name) throws IOException {
    ContainerdDocument real = ContainerdDocument.of(name);
    assertThat(CONTAINERS).containsKey(real.variation());
    long process = Long.parseLong(real.namespace(LinuxNamespaceType.IPC).split("/", 4)[2]);
    EnginePreset preset =
        inPod(Presets.cri(real.preset()), real)
            .with(
                pod(real)
                    .process(process)
                    .container(
                        real.annotation("io.kubernetes.cri.container-name"),
                        "docker.io/library/bb:latest"));
    assertThat(real.differences(CONTAINERS.get(real.variation()).apply(preset, real).build()))
        .isEmpty();
  }

  @Test
  void anUnknownVersionTellsThoseThatThereAre() {
    assertThatThrownBy(() -> Presets.cri("3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a version of containerd among [1.6, 1.7, 2, 2.1], found 3");
    assertThatThrownBy(() -> Presets.criSandbox("3"))
        .hasMessage("expected a version of containerd among [1.6, 1.7, 2, 2.1], found 3");
  }
}
