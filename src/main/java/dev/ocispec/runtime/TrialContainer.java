package dev.ocispec.runtime;

import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.preset.Presets;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A container that does nothing, to see whether a runtime runs any here. */
final class TrialContainer {
  private static final String ID = "container";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int EXPECTED = 42;

  private TrialContainer() {}

  static HealthCheck check(OciRuntime runtime, HostFacts host) {
    Optional<Path> shell = host.staticShell();
    if (shell.isEmpty()) {
      return HealthCheck.limited(
          ID, "not tried, because there is no static shell for it", "install busybox-static");
    }
    try {
      return check(runtime, host, shell.get());
    } catch (IOException e) {
      return HealthCheck.fails(
          ID, "the bundle for it can't be made: " + e, "free the folder for temporary files");
    }
  }

  private static HealthCheck check(OciRuntime runtime, HostFacts host, Path shell)
      throws IOException {
    Path bundle = Files.createTempDirectory("ocispec-doctor-");
    try {
      Path bin = Files.createDirectories(bundle.resolve("rootfs/bin"));
      Files.copy(shell, bin.resolve("sh"));
      for (String place : List.of("proc", "dev", "sys")) {
        Files.createDirectory(bundle.resolve("rootfs").resolve(place));
      }
      Json.write(spec(host), bundle.resolve("config.json"));
      String id = "ocispec-doctor-" + UUID.randomUUID();
      RunResult run = runtime.run(id, bundle, r -> r.timeout(LIMIT));
      return run.exitCode() == EXPECTED
          ? HealthCheck.works(ID, "one was run, as " + host.userName())
          : HealthCheck.fails(
              ID,
              "expected exit code "
                  + EXPECTED
                  + ", found "
                  + run.exitCode()
                  + ": "
                  + run.stderrText().strip(),
              "see what the runtime says");
    } catch (RuntimeFailureException e) {
      return HealthCheck.fails(
          ID,
          RuntimeInterview.oneLine(e),
          "mend what is said above to be limited or to fail first");
    } finally {
      remove(bundle);
    }
  }

  /** As little as runtimes run, with what is of the user's rights in it. */
  private static Spec spec(HostFacts host) {
    Spec preset = host.uid() == 0 ? Presets.runc() : Presets.runcRootless(host.uid(), host.gid());
    return preset.toBuilder()
        .process(p -> p.terminal(false).args("sh", "-c", "exit " + EXPECTED))
        .linux(l -> l.putNamespace(n -> n.type(LinuxNamespaceType.NETWORK)))
        .build();
  }

  private static void remove(Path bundle) throws IOException {
    try (Stream<Path> files = Files.walk(bundle)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
