package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestUser;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers made from podman's presets run in real runtimes, by root and by an ordinary user. */
@Tag("runtime")
class PodmanContainerIT {
  private final String id = "podman-preset-" + UUID.randomUUID();

  @TempDir Path folder;

  @BeforeEach
  void bundle() throws IOException {
    Needs.rootAndRunc();
    Path bin = Files.createDirectories(folder.resolve("bundle/rootfs/bin"));
    Files.copy(Needs.busybox(), bin.resolve("busybox"));
    for (String applet : List.of("sh", "id", "ls")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
  }

  private static EnginePreset saying(String version, String script) {
    return Presets.podman(version)
        .command("sh", "-c", script)
        .with(ProgramOptions.env("PATH", "/bin"))
        // As on hosts whose root may not raise limits.
        .with(PodmanOptions.hostLimits(64, 64));
  }

  private String output(TestUser user, String runtime, Spec spec)
      throws IOException, InterruptedException {
    // The runtime may be older than the engine, and know all that is in it nevertheless.
    Json.write(spec.toBuilder().ociVersion("1.0.2").build(), folder.resolve("bundle/config.json"));
    Path state = Files.createDirectory(folder.resolve("state"));
    giveTo(user);
    List<String> command = new ArrayList<>(user.prefix(runtime));
    command.addAll(List.of(runtime, "--root", state.toString(), "run"));
    command.addAll(List.of("--bundle", folder.resolve("bundle").toString(), id));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> left = Files.list(state)) {
      assertThat(left).as("containers that are left").isEmpty();
    }
    return output + "exit code " + process.exitValue();
  }

  private void giveTo(TestUser user) throws IOException {
    UserPrincipal owner =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.user());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        Files.setOwner(file, owner);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4.3, runc", "5.4, runc", "5.8, runc", "4.3, crun", "5.4, crun", "5.8, crun"})
  void aPlainRunIsOneByRoot(String version, String runtime) throws Exception {
    Spec spec = saying(version, "echo $(id -u) in $HOME, umask $(umask)").id(id).build();

    assertThat(output(TestUser.ROOT, runtime, spec))
        .isEqualTo("0 in /root, umask 0022\nexit code 0");
  }

  @ParameterizedTest
  @CsvSource({"4.3, runc", "5.4, runc", "5.8, runc", "4.3, crun", "5.4, crun", "5.8, crun"})
  void anOrdinaryUserCanRunOneWithItsOwnIds(String version, String runtime) throws Exception {
    long uid = TestUser.CI.uid();
    Spec spec =
        saying(version, "echo $(id -u); ls /sys/class/net").with(PodmanOptions.rootless()).build();

    assertThat(output(TestUser.CI, runtime, Presets.rootless(spec, IdMappings.single(uid, uid))))
        .isEqualTo("0\nlo\nexit code 0");
  }
}
