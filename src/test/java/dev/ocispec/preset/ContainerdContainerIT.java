package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers made from the presets of containerd run in the real runc, filtered too. */
@Tag("runtime")
class ContainerdContainerIT {
  private final String id = "containerd-preset-" + UUID.randomUUID();

  @TempDir Path folder;

  @BeforeEach
  void bundle() throws IOException {
    Needs.rootAndRunc();
    Path bin = Files.createDirectories(folder.resolve("bundle/rootfs/bin"));
    Files.copy(Needs.busybox(), bin.resolve("busybox"));
    for (String applet : List.of("sh", "id", "grep")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
  }

  private String output(EnginePreset preset) throws IOException, InterruptedException {
    Spec made =
        preset
            .id(id)
            .command("/bin/sh", "-c", "echo uid $(id -u); grep Seccomp: /proc/self/status")
            .with(ProgramOptions.env("PATH", "/bin"))
            // The runtime would leave the groups around it behind.
            .with(ResourceOptions.cgroupsPath("/" + id))
            .defaultSeccomp(true)
            .build();
    // The runtime may be older than the engine, and know all that is in it nevertheless.
    Json.write(made.toBuilder().ociVersion("1.0.2").build(), folder.resolve("bundle/config.json"));
    Path state = Files.createDirectory(folder.resolve("state"));
    Process process =
        new ProcessBuilder(
                "runc",
                "--root",
                state.toString(),
                "run",
                "--bundle",
                folder.resolve("bundle").toString(),
                id)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> left = Files.list(state)) {
      assertThat(left).as("containers that are left").isEmpty();
    }
    return text + "exit code " + process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.6", "1.7", "2"})
  void aRunOfCtrIsOne(String version) throws Exception {
    assertThat(output(Presets.containerd(version))).isEqualTo("uid 0\nSeccomp:\t2\nexit code 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.6", "1.7", "2"})
  void aContainerOfTheCriIsOneOutsideOfAPodToo(String version) throws Exception {
    assertThat(output(Presets.cri(version))).isEqualTo("uid 0\nSeccomp:\t2\nexit code 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.6", "1.7", "2"})
  void aSandboxIsOneOutsideOfAPodToo(String version) throws Exception {
    assertThat(output(Presets.criSandbox(version))).isEqualTo("uid 0\nSeccomp:\t2\nexit code 0");
  }
}
