package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Presets of containerd give what {@code ctr run} wrote, all of it. */
@Tag("unit")
class CtrPresetTest {
  /** A row: from the preset of an image, and what the host was, to the preset with the options. */
  private interface Variation extends BiFunction<EnginePreset, ContainerdDocument, EnginePreset> {}

  /** Each with the options of {@code ctr run}. */
  private static final Map<String, Variation> VARIATIONS =
      Map.ofEntries(
          row("default", (preset, real) -> preset),
          row("annot", (preset, real) -> preset.with(annotation("a.b", "c"))),
          row("apparmor", (preset, real) -> preset.with(SecurityOptions.appArmor("nope"))),
          row(
              "caps",
              (preset, real) ->
                  preset.with(
                      SecurityOptions.addCapabilities(Capability.CAP_SYS_ADMIN),
                      SecurityOptions.dropCapabilities(Capability.CAP_MKNOD))),
          row(
              "cpuq",
              (preset, real) ->
                  preset.with(
                      ResourceOptions.resources(
                          limits -> limits.cpu(cpu -> cpu.quota(20_000).period(100_000))))),
          row(
              "cpushares",
              (preset, real) ->
                  preset.with(
                      ResourceOptions.resources(
                          limits -> limits.cpu(cpu -> cpu.shares(100).cpus("0").mems("0"))))),
          row(
              "devices",
              (preset, real) ->
                  preset.with(
                      DeviceOptions.device(real.devices().get(0), DeviceOptions.ALL_ACCESS),
                      SecurityOptions.noNewPrivileges(false))),
          row("hostname", (preset, real) -> preset.hostname("hh")),
          row(
              "mounts",
              (preset, real) ->
                  preset.with(
                      BindMount.of("/tmp/h", "/h").readOnly(),
                      TmpfsMount.at("/t").options("size=4k"))),
          row(
              "nethost-ro",
              (preset, real) ->
                  preset
                      .host(EngineHost.DEFAULT.name("box-v1"))
                      .with(
                          NamespaceOptions.host(LinuxNamespaceType.NETWORK),
                          SecurityOptions.readonlyRoot(true))),
          row(
              "nsjoin",
              (preset, real) ->
                  preset.with(
                      NamespaceOptions.joined(LinuxNamespaceType.NETWORK, "/proc/1/ns/net"),
                      NamespaceOptions.joined(LinuxNamespaceType.IPC, "/proc/1/ns/ipc"),
                      NamespaceOptions.joined(LinuxNamespaceType.UTS, "/proc/1/ns/uts"))),
          row(
              "privileged",
              (preset, real) ->
                  preset.host(PrivilegedHost.of(real)).with(SecurityOptions.privileged())),
          row(
              "rdt",
              (preset, real) ->
                  preset.with(
                      spec ->
                          spec.toBuilder()
                              .linux(linux -> linux.intelRdt(rdt -> rdt.closID("x")))
                              .build())),
          row(
              "resources",
              (preset, real) ->
                  preset.with(
                      ResourceOptions.memory(64 << 20),
                      ResourceOptions.cpus(0.5),
                      ResourceOptions.cgroupsPath("/mxc/x"))),
          row(
              "rootfs-ro",
              (preset, real) ->
                  Presets.containerd(real.preset())
                      .rootfs("/tmp/img")
                      .id("c")
                      .command("/bin/sleep", "1000")
                      .with(SecurityOptions.readonlyRoot(true))),
          row("seccomp", (preset, real) -> preset.defaultSeccomp(true)),
          row(
              "seccompprofile",
              (preset, real) ->
                  preset.with(
                      SecurityOptions.seccomp(
                          real.spec().linux().orElseThrow().seccomp().orElseThrow()))),
          row(
              "tty-env",
              (preset, real) ->
                  preset.with(
                      ProgramOptions.env("A", "B"),
                      ProgramOptions.workingDirectory("/tmp"),
                      annotation("l", "m"))),
          row("user", (preset, real) -> preset.with(ProgramOptions.user("1000:1000"))),
          row(
              "userns",
              (preset, real) ->
                  preset.with(
                      NamespaceOptions.mapped(
                          new IdMappings(
                              List.of(IdMappings.mapping(0, 300_000, 65_536)),
                              List.of(IdMappings.mapping(0, 300_000, 65_536)))))));

  private static Map.Entry<String, Variation> row(String name, Variation variation) {
    return Map.entry(name, variation);
  }

  private static ContainerOption annotation(String name, String value) {
    return spec -> spec.toBuilder().putAnnotation(name, value).build();
  }

  /** The image that the documents were made of. */
  private static ImageConfiguration image() {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux",
             "config": {"Env": ["A=img", "PATH=/bin:/usr/bin"], "WorkingDir": "/root"},
             "rootfs": {"type": "layers", "diff_ids": []}}
            """,
            Image.class));
  }

  private static EnginePreset preset(String version) {
    return Presets.containerd(version)
        .architecture("amd64")
        .image(image())
        .id("c")
        .command("/bin/sleep", "1000");
  }

  static List<String> documents() {
    return ContainerdDocument.names("ctr");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aRunIsAsCtrWroteIt(String name) throws IOException {
    ContainerdDocument real = ContainerdDocument.of(name);
    assertThat(VARIATIONS).containsKey(real.variation());
    EnginePreset made = VARIATIONS.get(real.variation()).apply(preset(real.preset()), real);
    assertThat(real.differences(made.build())).isEmpty();
  }

  @Test
  void withoutAnImageThereAreNoVariablesAndAShellRuns() {
    Spec made = Presets.containerd("2").build();
    assertThat(made.process().orElseThrow().env()).isEmpty();
    assertThat(made.process().orElseThrow().args()).containsExactly("/bin/sh");
  }

  @Test
  void anUnknownVersionTellsThoseThatThereAre() {
    assertThatThrownBy(() -> Presets.containerd("1.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a version of containerd among [1.6, 1.7, 2, 2.1], found 1.5");
  }
}
