package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.Shared;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers made from the presets run in the real runc, as root and as an ordinary user. */
@Tag("runtime")
class PresetContainerIT {
  private static final String USER = "ci";

  private final String id = "preset-" + UUID.randomUUID();

  @TempDir Path folder;

  /** What a command did. */
  private record Outcome(int code, String output) {}

  @BeforeEach
  void rootWithRunc() throws IOException {
    Needs.rootAndRunc();
    Path bin = Files.createDirectories(folder.resolve("bundle/rootfs/bin"));
    Files.copy(Needs.busybox(), bin.resolve("busybox"));
    for (String applet : List.of("sh", "id", "hostname", "ls")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
  }

  private static Spec saying(Spec preset, String script) {
    return preset.toBuilder()
        .process(p -> p.terminal(false).args("sh", "-c", script).env("PATH=/bin"))
        .build();
  }

  private Outcome run(Spec spec, String... as) throws IOException, InterruptedException {
    Json.write(spec, folder.resolve("bundle/config.json"));
    List<String> command = new ArrayList<>(List.of(as));
    command.addAll(
        List.of(
            "runc",
            "--root",
            folder.resolve("state").toString(),
            "run",
            "--bundle",
            folder.resolve("bundle").toString(),
            id));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    nothingIsLeft();
    return new Outcome(process.exitValue(), output);
  }

  private void nothingIsLeft() throws IOException {
    try (Stream<Path> containers = Files.list(folder.resolve("state"))) {
      assertThat(containers).as("containers").isEmpty();
    }
    assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
        .as("mounts")
        .doesNotContain(folder.toString());
    assertThat(Path.of("/sys/fs/cgroup", id)).doesNotExist();
    try (Stream<Path> controllers = Files.list(Path.of("/sys/fs/cgroup"))) {
      assertThat(controllers.map(controller -> controller.resolve(id)))
          .as("cgroups")
          .noneMatch(Files::exists);
    }
  }

  @Test
  void theRuncPresetRunsAsRoot() throws Exception {
    Spec spec = saying(Presets.runc(), "echo hello from $(hostname), uid $(id -u)");

    assertThat(run(spec)).isEqualTo(new Outcome(0, "hello from runc, uid 0\n"));
  }

  @Test
  void theExitCodeIsTheProgramsOwn() throws Exception {
    assertThat(run(saying(Presets.runc(), "exit 7"))).isEqualTo(new Outcome(7, ""));
  }

  @Test
  void theRootlessPresetRunsAsAnOrdinaryUser() throws Exception {
    long uid = idOf("-u");
    Spec spec = saying(Presets.runcRootless(uid, idOf("-g")), "echo hello, uid $(id -u)");
    giveToUser();

    assertThat(run(spec, asUser())).isEqualTo(new Outcome(0, "hello, uid 0\n"));
  }

  @Test
  void aRootlessContainerCanBeWithoutNetwork() throws Exception {
    IdMappings mappings = IdMappings.single(idOf("-u"), idOf("-g"));
    Spec spec = saying(Presets.rootless(Presets.runc(), mappings), "ls /sys/class/net");
    giveToUser();

    assertThat(run(spec, asUser())).isEqualTo(new Outcome(0, "lo\n"));
  }

  private static String[] asUser() {
    return new String[] {"runuser", "--user", USER, "--"};
  }

  private static long idOf(String option) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("id", option, USER).start();
    String digits = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Shared.require(process.waitFor() == 0, "needs the user " + USER);
    return Long.parseLong(digits.strip());
  }

  private void giveToUser() throws IOException {
    UserPrincipal user =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        Files.setOwner(file, user);
      }
    }
  }
}
