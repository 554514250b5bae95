package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.features.Features;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.internal.SubordinateIds;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.HandMadeBundle.RuntimeCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The specifications of the profile standard are taken by the real runc, and do what they say. */
@Tag("runtime")
class SandboxRuncIT {
  private static final String PROBE =
      """
      B=/bin/busybox
      $B id -u
      for f in /build/made /nix/store/made /tmp/made; do echo made > $f && echo wrote $f; done
      for f in /made /etc/made /nix/store/src; do echo x 2>/dev/null > $f || echo kept $f; done
      $B cat /nix/store/src
      $B grep -E '^(Cap(Prm|Eff|Bnd|Amb)|NoNewPrivs|Seccomp):' /proc/self/status
      $B chmod 4755 /build/made 2>/dev/null || echo no set-id
      $B unshare -U $B true 2>/dev/null || echo no namespaces
      echo interfaces $($B awk -F: 'NR > 2 {print $1}' /proc/net/dev)
      echo name $($B hostname) $($B cat /proc/sys/kernel/domainname)
      echo keys $($B wc -c < /proc/keys)
      """;

  @TempDir Path folder;

  @BeforeAll
  static void needsRootAndRunc() {
    Needs.rootAndRunc();
  }

  private static BuildRequest request(boolean network) {
    return BuildRequest.builder()
        .commandArgs("/bin/sh", "-c", PROBE)
        .workingDir("build")
        .scratchPaths("build", "nix/store")
        .inputsDir("nix/store")
        .addInput("src")
        .outputs("build/made")
        .constraints(
            c ->
                c.networkAccess(network)
                    .provideBinSh(true)
                    .minMemory(1 << 20)
                    .availableReadOnlyPaths(
                        HostFacts.detect().staticShell().orElseThrow().toString()))
        .build();
  }

  private static HostFacts user(String name, boolean lent) throws IOException {
    List<String> ids =
        Files.readAllLines(Path.of("/etc/passwd")).stream()
            .filter(line -> line.startsWith(name + ":"))
            .findFirst()
            .map(line -> List.of(line.split(":")))
            .orElse(List.of());
    Shared.require(!ids.isEmpty(), "needs the user " + name);
    long uid = Long.parseLong(ids.get(2));
    List<IdRange> uids = lentIds("/etc/subuid", name, uid);
    List<IdRange> gids = lentIds("/etc/subgid", name, uid);
    Shared.require(!lent || !uids.isEmpty() && !gids.isEmpty(), "needs subordinate ids of " + name);
    return HostFacts.detect().toBuilder()
        .uid(uid)
        .gid(Long.parseLong(ids.get(3)))
        .userName(name)
        .subordinateUids(lent ? uids : List.of())
        .subordinateGids(lent ? gids : List.of())
        .cgroupControllers(List.of())
        .build();
  }

  private static List<IdRange> lentIds(String file, String name, long uid) throws IOException {
    Path path = Path.of(file);
    return Files.exists(path)
        ? new SubordinateIds(path.toString(), name, uid, uid, true).read(Files.readAllLines(path))
        : List.of();
  }

  /** Creates, starts and deletes the container; gives what the probe wrote, by line. */
  private List<String> run(Sandbox sandbox, HostFacts host, boolean network) throws Exception {
    BuildRequest request = request(network);
    SandboxPlan plan = sandbox.plan(request, host);
    List<String> prefix =
        host.uid() == 0 ? List.of() : List.of("runuser", "-u", host.userName(), "--");
    List<String> lines;
    try (HandMadeBundle bundle = HandMadeBundle.of(folder, request, plan, host, prefix)) {
      RuntimeCall created = bundle.create();
      assertThat(created.err()).isEmpty();
      assertThat(created.code()).isZero();
      assertThat(bundle.status()).isEqualTo("created");
      assertThat(bundle.runc("start", bundle.id()).code()).isZero();
      lines = bundle.outputWhenStopped().lines().toList();
      assertThat(owner(bundle.scratch("build").resolve("made")))
          .isEqualTo(plan.identity().hostUid().orElseThrow());
      assertThat(bundle.runc("delete", bundle.id()).code()).isZero();
      assertThat(bundle.runc("list", "-q").out()).isEmpty();
      assertNothingIsLeft(bundle.id());
    }
    return lines;
  }

  private static long owner(Path path) throws IOException {
    return Integer.toUnsignedLong((int) Files.getAttribute(path, "unix:uid"));
  }

  private void assertNothingIsLeft(String id) throws IOException {
    assertThat(Files.readAllLines(Path.of("/proc/self/mountinfo")))
        .noneMatch(line -> line.contains(folder.toString()));
    try (Stream<Path> groups =
        Files.find(Path.of("/sys/fs/cgroup"), 4, (p, a) -> a.isDirectory())) {
      assertThat(groups.filter(group -> group.endsWith(id))).isEmpty();
    }
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      assertThat(processes.map(p -> p.info().commandLine().orElse("")))
          .noneMatch(line -> line.contains(folder.toString()));
    }
  }

  /** What every build sees. */
  private static void assertIsClosed(List<String> lines, long uid, boolean network) {
    assertThat(lines.get(0)).isEqualTo(Long.toString(uid));
    assertThat(lines)
        .contains(
            "wrote /build/made",
            "wrote /nix/store/made",
            "wrote /tmp/made",
            "kept /made",
            "kept /etc/made",
            "kept /nix/store/src",
            "input",
            "CapPrm:\t0000000000000000",
            "CapEff:\t0000000000000000",
            "CapBnd:\t0000000000000000",
            "CapAmb:\t0000000000000000",
            "NoNewPrivs:\t1",
            "Seccomp:\t2",
            "no set-id",
            "no namespaces",
            "name localhost (none)",
            "keys 0");
    if (!network) {
      assertThat(lines).contains("interfaces lo");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rootfulByRoot(boolean network) throws Exception {
    Sandbox sandbox =
        Sandbox.standard().rootless(false).limits(SandboxLimits.DEFAULT.withMemory(256L << 20));

    assertIsClosed(run(sandbox, HostFacts.detect(), network), 1_879_149_192L, network);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rootlessByAnotherUser(boolean network) throws Exception {
    HostFacts host = user("ci", true);

    assertIsClosed(run(Sandbox.standard().rootless(true), host, network), 1000, network);
  }

  @Test
  void rootlessByAUserToWhomNothingIsLent() throws Exception {
    HostFacts host = user("ci", false);

    assertIsClosed(run(Sandbox.standard(), host, false), 0, false);
  }

  @Test
  void rootlessByRootWithLentIds() throws Exception {
    HostFacts host =
        HostFacts.detect().toBuilder()
            .subordinateUids(List.of(new IdRange(1_000_000, 65_536)))
            .subordinateGids(List.of(new IdRange(1_000_000, 65_536)))
            .build();

    assertIsClosed(run(Sandbox.standard().rootless(true), host, false), 1000, false);
  }

  @Test
  void runcTakesRecursiveReadOnlyMounts() throws Exception {
    HostFacts host =
        HostFacts.detect().toBuilder()
            .runtimeFeatures(
                Features.builder()
                    .ociVersionMin("1.0.0")
                    .ociVersionMax("1.2.0")
                    .mountOptions("rro")
                    .build())
            .build();

    assertIsClosed(run(Sandbox.standard().rootless(false), host, false), 1_879_149_192L, false);
  }
}
