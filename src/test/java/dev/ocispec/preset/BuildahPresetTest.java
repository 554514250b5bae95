package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presets and options give what buildah wrote for the same options. */
@Tag("unit")
class BuildahPresetTest {
  private static final String TARGET = "buildah-bind-target-";

  private static final Map<String, List<ContainerOption>> OPTIONS =
      Map.of(
          "caps",
          List.of(
              SecurityOptions.addCapabilities(Capability.CAP_SYS_ADMIN),
              SecurityOptions.dropCapabilities(Capability.CAP_KILL),
              ProgramOptions.workingDirectory("/home"),
              ProgramOptions.env("B", "2")),
          "default",
          List.of(),
          "hostnet",
          List.of(NamespaceOptions.host(LinuxNamespaceType.NETWORK)),
          "mounts",
          List.of(),
          // Without a word about the network, and so with buildah's own.
          "ns",
          List.of(
              NamespaceOptions.host(LinuxNamespaceType.IPC),
              NamespaceOptions.host(LinuxNamespaceType.PID),
              NamespaceOptions.host(LinuxNamespaceType.UTS),
              ResourceOptions.sysctl("net.ipv4.ping_group_range", "0 0")),
          "resources",
          List.of(
              ResourceOptions.resources(
                  resources ->
                      resources
                          .memory(memory -> memory.limit(64 << 20).swap(96 << 20))
                          .cpu(cpu -> cpu.shares(512).quota(50000).period(100000).cpus("0"))),
              ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 100, 200),
              ResourceOptions.cgroupsPath("/bh"),
              SecurityOptions.seccompUnconfined(),
              DeviceOptions.device(
                  LinuxDevice.builder()
                      .path("/dev/fuse")
                      .type("c")
                      .major(10)
                      .minor(229)
                      .fileMode(0600)
                      .uid(0)
                      .gid(0)
                      .build(),
                  "rwm"),
              spec ->
                  spec.toBuilder()
                      .editMount(
                          "/dev/shm",
                          shm ->
                              shm.options(
                                  "private", "nodev", "noexec", "nosuid", "mode=1777", "size=1m"))
                      .build()),
          "userns",
          List.of(
              NamespaceOptions.mapped(PodmanRunParts.ids(IdMappings.mapping(0, 100000, 65536)))));

  @TempDir Path image;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.28.2-hostnet",
        "1.28.2-mounts",
        "1.28.2-resources",
        "1.28.2-userns",
        "1.43.2-caps",
        "1.43.2-default",
        "1.43.2-hostnet",
        "1.43.2-mounts",
        "1.43.2-ns"
      })
  void theOptionsOfARunGiveWhatBuildahWrote(String name) throws IOException {
    PodmanDocument real =
        new PodmanDocument(
            name,
            Json.read(
                Files.readString(Shared.path("real-documents/config/buildah-" + name + ".json")),
                Spec.class));

    assertThat(real.differences(made(real))).isEmpty();
  }

  private Spec made(PodmanDocument real) throws IOException {
    Files.createDirectories(image.resolve("etc"));
    Files.writeString(image.resolve("etc/passwd"), "u:x:1000:1000::/home/u:/bin/sh\n");
    Files.writeString(image.resolve("etc/group"), "wheel:x:10:u\n");
    String run = PodmanRuns.suffix(real);
    EnginePreset preset =
        Presets.buildah(real.version())
            .image(run.equals("resources") || run.equals("userns") ? plain("{}") : work())
            .accounts(image)
            .rootfs(real.spec().root().orElseThrow().path())
            .command("/bin/id")
            .with(files(real))
            .with(OPTIONS.get(run).toArray(ContainerOption[]::new));
    Optional<String> hostname = real.spec().hostname();
    if (hostname.isPresent()) {
      preset = preset.hostname(hostname.get());
    }
    if (run.equals("hostnet")) {
      return preset.command("/bin/sh", "-c", "id").with(ProgramOptions.user("u", image)).build();
    }
    return run.equals("mounts") ? preset.with(mounts(real)).build() : preset.build();
  }

  private static ContainerOption[] files(PodmanDocument real) {
    return real.spec().mounts().stream()
        .filter(mount -> mount.source().orElse("").startsWith("/var/tmp/buildah"))
        .filter(mount -> !mount.source().orElse("").contains(TARGET))
        .map(mount -> PodmanOptions.engineFile(mount.destination(), mount.source().orElseThrow()))
        .toArray(ContainerOption[]::new);
  }

  /** Buildah binds every source to a folder of its own first. */
  private static ContainerOption[] mounts(PodmanDocument real) {
    BindMount bind = BindMount.of(source(real, "/hb"), "/hb");
    return new ContainerOption[] {
      BindMount.of(source(real, "/h"), "/h").readOnly(),
      real.version().equals("1.28")
          ? bind.options("rw", "rbind")
          : bind.options("bind", "slave", "rw"),
      TmpfsMount.at("/t"),
      BindMount.of(source(real, "/c"), "/c").options("shared", "rw", "bind")
    };
  }

  private static String source(PodmanDocument real, String destination) {
    return real.mount(destination).source().orElseThrow();
  }

  private static ImageConfiguration work() {
    return plain("{\"Env\": [\"A=1\"], \"WorkingDir\": \"/tmp\"}");
  }

  private static ImageConfiguration plain(String config) {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux", "config": %s,
             "rootfs": {"type": "layers", "diff_ids": []}}
            """
                .formatted(config),
            Image.class));
  }

  @Test
  void whatIsDroppedLeavesItsPlaceToTheLastThatWasAdded() {
    assertThat(
            bounding(
                SecurityOptions.dropCapabilities(Capability.CAP_CHOWN, Capability.CAP_SETUID),
                SecurityOptions.addCapabilities(Capability.CAP_NET_RAW, Capability.CAP_BPF)))
        .containsExactly(
            Capability.CAP_BPF,
            Capability.CAP_DAC_OVERRIDE,
            Capability.CAP_FOWNER,
            Capability.CAP_FSETID,
            Capability.CAP_KILL,
            Capability.CAP_NET_BIND_SERVICE,
            Capability.CAP_SETFCAP,
            Capability.CAP_SETGID,
            Capability.CAP_SETPCAP,
            Capability.CAP_NET_RAW,
            Capability.CAP_SYS_CHROOT);
  }

  @Test
  void allCapabilitiesFollowTheUsualOnes() {
    assertThat(bounding(SecurityOptions.addAllCapabilities()))
        .startsWith(Capability.CAP_CHOWN)
        .containsSubsequence(Capability.CAP_SYS_CHROOT, Capability.CAP_AUDIT_CONTROL)
        .hasSameSizeAs(CapabilityNumbers.ALL);
    assertThat(bounding(SecurityOptions.dropAllCapabilities())).isEmpty();
  }

  private static List<Capability> bounding(ContainerOption... options) {
    Spec spec = Presets.buildah("1.28").with(options).build();
    return spec.process().orElseThrow().capabilities().orElseThrow().bounding();
  }

  @Test
  void aPlainBindMountIsWritableAndPrivate() {
    Spec spec = Presets.buildah("1.28").with(BindMount.of("/a", "/b")).build();

    assertThat(spec.mounts().get(0).options()).containsExactly("", "rw", "private", "rbind");
  }

  @Test
  void anUnknownVersionTellsThoseThatThereAre() {
    assertThatThrownBy(() -> Presets.buildah("1.30"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a version of buildah among [1.28, 1.43], found 1.30");
  }
}
