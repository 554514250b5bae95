package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Presets and options give what podman wrote for the same options. */
@Tag("unit")
class PodmanPresetTest {
  /** Documents that no options give, and why. */
  private static final Map<String, String> NOT_REBUILT = Map.of();

  /** What ran, if it was not the image's command. */
  private static final Map<String, String[]> COMMANDS =
      Map.of(
          "init", new String[] {"sleep", "10"},
          "kube", new String[] {"/bin/sleep", "100"},
          "pod-infra", new String[] {"/bin/sleep", "100"},
          "rootfs-overlay", new String[] {"--read-only", "sh"},
          "systemd-always", new String[] {"/sbin/init"});

  /** What root had on the host of the documents. */
  private static final List<Capability> OF_ROOT =
      CapabilityNumbers.ALL.stream()
          .filter(capability -> !capability.equals(Capability.CAP_SYS_RESOURCE))
          .toList();

  @TempDir static Path image;

  @BeforeAll
  static void writeAccounts() throws IOException {
    Path etc = Files.createDirectories(image.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\nu:x:1000:1000::/home/u:/bin/sh\n");
    Files.writeString(etc.resolve("group"), "root:x:0:\nwheel:x:10:u\nu:x:1000:\n");
  }

  /** The root filesystem of the image that the documents are of. */
  static Path accounts() {
    return image;
  }

  static Stream<String> documents() {
    return Shared.find("real-documents/config")
        .map(PodmanPresetTest::names)
        .orElseGet(() -> Stream.of("4.3.1-net-none"));
  }

  private static Stream<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("podman-"))
          .map(name -> name.substring("podman-".length(), name.length() - ".json".length()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theOptionsOfARunGiveWhatPodmanWrote(String name) throws IOException {
    PodmanDocument real = PodmanDocument.read(name);
    if (NOT_REBUILT.containsKey(name)) {
      assertThat(PodmanRuns.of(real)).as("options of a document that has none").isEmpty();
      return;
    }
    assertThat(real.differences(made(real))).isEmpty();
  }

  private static Spec made(PodmanDocument real) {
    String run = PodmanRuns.suffix(real);
    boolean rootless = run.startsWith("rootless");
    EnginePreset preset =
        Presets.podman(real.version())
            .rootfs(real.spec().root().orElseThrow().path())
            .id(real.id())
            .accounts(image)
            .host(
                EngineHost.DEFAULT
                    .cgroupVersion(real.version().equals("5.4") && !rootless ? 2 : 1)
                    .capabilities(rootless ? CapabilityNumbers.ALL : OF_ROOT)
                    .devices(devices(real)))
            .with(PodmanOptions.hostLimits(20000, 96343))
            .with(real.engineFiles().toArray(ContainerOption[]::new))
            .with(PodmanRuns.of(real).orElseThrow().toArray(ContainerOption[]::new));
    if (rootless) {
      preset = preset.with(PodmanOptions.rootless());
    }
    if (!run.startsWith("rootfs")) {
      preset = preset.image(run.startsWith("imagecfg") ? configured() : plain());
    }
    if (!real.id().startsWith(real.hostname())) {
      preset = preset.hostname(real.hostname());
    }
    if (COMMANDS.containsKey(run)) {
      preset = preset.command(COMMANDS.get(run));
    }
    return preset.build();
  }

  /** The devices of the host, which privileged containers got. */
  private static List<LinuxDevice> devices(PodmanDocument real) {
    return Stream.concat(
            real.linux().devices().stream(),
            real.spec().mounts().stream()
                .filter(mount -> mount.options().contains("slave"))
                .map(Mount::destination)
                .map(path -> PodmanRunParts.character(path, 0, 0)))
        .toList();
  }

  private static ImageConfiguration plain() {
    return image("{\"Cmd\": [\"sh\"]}");
  }

  private static ImageConfiguration configured() {
    return image(
        """
        {"Entrypoint": ["/bin/sh", "-c"], "Cmd": ["id; echo $A"], "Env": ["A=fromimage"],
         "User": "u:wheel", "WorkingDir": "/var/lib/app", "StopSignal": "SIGQUIT",
         "Volumes": {"/data": {}}}
        """);
  }

  private static ImageConfiguration image(String config) {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux", "config": %s,
             "rootfs": {"type": "layers", "diff_ids": []}}
            """
                .formatted(config),
            Image.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.3", "5.4", "5.8"})
  void aPlainRunBreaksNoRule(String version) {
    EnginePreset preset = Presets.podman(version).id("0123456789abcdef");

    assertThat(Validator.standard().validate(preset.build()).isValid()).isTrue();
    assertThat(
            Validator.standard().validate(preset.with(PodmanOptions.rootless()).build()).isValid())
        .isTrue();
  }

  /** Whoever chose a version gets the same for good: what changed gets another name. */
  @ParameterizedTest
  @CsvSource({
    "podman-4.3, ce49c423e0302779",
    "podman-5.4, d20a04af3a26a2a6",
    "podman-5.8, 081655c2d8dd56bb",
    "buildah-1.28, 95638968e5b1d82e",
    "buildah-1.43, ba886bae8cb1cf37"
  })
  void tablesStayAsTheyAre(String table, String digest) throws Exception {
    try (InputStream in = EngineTable.class.getResourceAsStream(table + ".json")) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertThat(HexFormat.of().formatHex(hash)).startsWith(digest);
    }
  }

  @Test
  void theFirstNumberOfAVersionIsOneOfItsPresetsForGood() {
    assertThat(Presets.podman("4").build()).isEqualTo(Presets.podman("4.3").build());
    assertThat(Presets.podman("5").build()).isEqualTo(Presets.podman("5.8").build());
  }

  @Test
  void anUnknownVersionTellsThoseThatThereAre() {
    assertThatThrownBy(() -> Presets.podman("5.5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a version of podman among [4, 4.3, 5, 5.4, 5.8], found 5.5");
  }
}
