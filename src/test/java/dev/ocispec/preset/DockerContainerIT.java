package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.json.Json;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers made from docker's presets run in real runtimes. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "FAKE", mode = EnumSource.Mode.EXCLUDE)
class DockerContainerIT {
  private final String id = "docker-" + UUID.randomUUID();

  @Parameter TestRuntime kind;
  @TempDir Path folder;

  private OciRuntime runtime;
  private Path bundle;

  @BeforeEach
  void aBundleWithBusybox() throws IOException {
    runtime = kind.in(folder.resolve("runtime"));
    bundle = folder.resolve("bundle");
    Path bin = Files.createDirectories(bundle.resolve("rootfs/bin"));
    Files.copy(Needs.busybox(), bin.resolve("busybox"));
    for (String applet : List.of("sh", "id", "hostname", "cat", "grep", "touch")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
  }

  private String said(EnginePreset preset) throws IOException {
    Spec made = preset.id(id).with(ProgramOptions.env("PATH", "/bin")).build();
    // Old releases of crun refuse every version but 1.0, whatever the configuration has.
    Spec spec = kind == TestRuntime.CRUN ? made.toBuilder().ociVersion("1.0.2").build() : made;
    Json.write(spec, bundle.resolve("config.json"));
    RunResult result = runtime.run(id, bundle);
    assertThat(result.exitCode()).as(result.stderrText()).isZero();
    return result.stdoutText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "26", "28"})
  void aPlainContainerRuns(String version) throws IOException {
    assertThat(said(Presets.docker(version).command("sh", "-c", "echo $(id -u) $(hostname)")))
        .isEqualTo("0 " + id.substring(0, 12) + "\n");
  }

  @Test
  void optionsHoldInTheContainer() throws IOException {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Files.writeString(shared.resolve("greeting"), "hello\n");
    String script =
        "cat /srv/greeting; touch /srv/x 2>/dev/null || echo srv is read-only;"
            + " touch /x 2>/dev/null || echo root is read-only; touch /run/x && echo run is not;"
            + " ulimit -n; id -u; id -g; id -G;"
            + " grep -E 'CapBnd|NoNewPrivs|Seccomp:' /proc/self/status";

    assertThat(
            said(
                Presets.docker("28")
                    .command("sh", "-c", script)
                    .with(
                        BindMount.of(shared.toString(), "/srv").readOnly(),
                        TmpfsMount.at("/run").options("mode=1777"),
                        SecurityOptions.readonlyRoot(true),
                        SecurityOptions.dropAllCapabilities(),
                        SecurityOptions.addCapabilities(Capability.CAP_CHOWN),
                        SecurityOptions.noNewPrivileges(true),
                        ResourceOptions.ulimit(PosixRlimitType.RLIMIT_NOFILE, 99, 99),
                        ResourceOptions.memory(1 << 27),
                        ResourceOptions.pids(20),
                        ProgramOptions.user("1000:1001"),
                        ProgramOptions.addGroups(20))))
        .isEqualTo(
            """
            hello
            srv is read-only
            root is read-only
            run is not
            99
            1000
            1001
            1001 20
            CapBnd:\t0000000000000001
            NoNewPrivs:\t1
            Seccomp:\t2
            """);
  }

  @Test
  void aContainerWithoutConfinementHasNone() throws IOException {
    String script =
        "grep Seccomp: /proc/self/status; grep -q ' /proc/sys ' /proc/mounts || echo not masked";

    assertThat(
            said(
                Presets.docker("28")
                    .command("sh", "-c", script)
                    .with(SecurityOptions.seccompUnconfined(), SecurityOptions.unmasked())))
        .isEqualTo("Seccomp:\t0\nnot masked\n");
  }
}
