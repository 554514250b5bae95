package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.BuildIds;
import dev.ocispec.sandbox.HostIds;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLimits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds that run at the same time are different users of the host. */
@Tag("runtime")
class BuildIdsIT extends BuildFixture {
  /** Waits as a process that the host's table shows, and tells what it sees of processes. */
  private static final String WAITING =
      """
      for process in /proc/[0-9]*; do echo "sees $(/inputs/busybox tr '\\0' ' ' < $process/cmdline)"; done
      kill -0 -1 2>/dev/null && echo signals others
      echo ready
      exec /inputs/busybox sleep 61.NAME
      """;

  private static BuildRequest withBusybox(String script) {
    return request(script, r -> r.addInput("busybox", Needs.busybox()));
  }

  private BuildService service(TestRuntime runtime, boolean rootless, Sandbox sandbox) {
    return open(
        o ->
            o.runtime(runtime(runtime))
                .concurrency(2)
                .sandbox(sandbox.rootless(rootless))
                .facts(
                    r ->
                        BuildServiceIT.withLentIds(HostFacts.detect(r.hostPaths())).toBuilder()
                            .cgroupControllers(List.of())
                            .build()));
  }

  @ParameterizedTest(name = "{0}, rootless {1}, ids of their own {2}")
  @CsvSource({
    "RUNC, false, true",
    "CRUN, true, true",
    "CRUN, false, true",
    "RUNC, true, true",
    "RUNC, false, false",
    "RUNC, true, false"
  })
  void neitherCanSignalOrTraceTheOther(TestRuntime runtime, boolean rootless, boolean own)
      throws Exception {
    Needs.program("setpriv");
    Sandbox sandbox = Sandbox.standard();
    if (!own) {
      HostFacts host = BuildServiceIT.withLentIds(HostFacts.detect());
      sandbox = sandbox.hostIds(HostIds.at(host, rootless, 0).orElseThrow());
    }
    CountDownLatch ready = new CountDownLatch(2);
    List<String> log = new ArrayList<>();
    try (BuildService service = service(runtime, rootless, sandbox)) {
      List<Build> builds = new ArrayList<>();
      for (String name : List.of("10", "20")) {
        builds.add(
            service.start(
                withBusybox(WAITING.replace("NAME", name)),
                b ->
                    b.listener(
                        BuildListener.lines(
                            line -> {
                              synchronized (log) {
                                log.add(line);
                              }
                              if (line.equals("ready")) {
                                ready.countDown();
                              }
                            }))));
      }
      assertThat(ready.await(60, TimeUnit.SECONDS)).as(log.toString()).isTrue();
      Path one = process("61.10");
      Path other = process("61.20");

      assertThat(log).noneMatch(line -> line.matches("sees .*61\\.[12]0.*"));
      assertThat(uid(one) == uid(other)).isEqualTo(!own);
      assertThat(may(one, List.of("kill", "-0", "--", other.getFileName().toString())))
          .isEqualTo(!own);
      // What is in a user namespace can't be traced from outside either way.
      assertThat(may(other, List.of("head", "-c", "0", one.resolve("environ").toString())))
          .isEqualTo(!own && !rootless);
      builds.forEach(Build::cancel);
      for (Build build : builds) {
        assertThat(await(build).status()).isEqualTo(BuildStatus.CANCELLED);
      }
    }
  }

  @ParameterizedTest(name = "{0}, rootless {1}")
  @CsvSource({"RUNC, false", "CRUN, true", "CRUN, false", "RUNC, true"})
  void theProcessesOfOneAreNotCountedAgainstTheOther(TestRuntime runtime, boolean rootless)
      throws Exception {
    CountDownLatch full = new CountDownLatch(1);
    Sandbox bounded = Sandbox.standard().limits(SandboxLimits.DEFAULT.withProcesses(20));
    String many = "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do /inputs/busybox sleep 60 & done; ";
    try (BuildService service = service(runtime, rootless, bounded)) {
      Build first =
          service.start(
              withBusybox(many + "echo full; wait"),
              b -> b.listener(BuildListener.lines(line -> full.countDown())));
      assertThat(full.await(60, TimeUnit.SECONDS)).isTrue();

      BuildResult second = await(service.start(withBusybox(many + "echo all")));
      first.cancel();

      assertThat(second.status()).as(second.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(second.logTail()).isEqualTo("all\n");
      await(first);
    }
  }

  @ParameterizedTest
  @CsvSource({"RUNC", "CRUN"})
  void idsAreUsedAgainAndFilesOfTheBuildAreTheCallersAfterwards(TestRuntime runtime)
      throws Exception {
    Set<String> seen = new HashSet<>();
    try (BuildService service = service(runtime, false, Sandbox.standard())) {
      for (int i = 0; i < 2; i++) {
        Path out = folder.path().resolve("out" + i);
        BuildResult result =
            await(
                service.start(
                    withBusybox("/inputs/busybox id -u; umask 077; echo > f").toBuilder()
                        .addOutputs("build/f")
                        .build(),
                    b -> b.outputFolder(out)));
        assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
        seen.add(result.logTail().strip());
        assertThat(Files.getAttribute(out.resolve("build/f"), "unix:uid")).isEqualTo(0);
      }
    }
    assertThat(seen).hasSize(1);
    assertThat(Long.parseLong(seen.iterator().next())).isBetween(1_879_149_193L, 1_879_214_727L);
  }

  @ParameterizedTest
  @CsvSource({"RUNC", "CRUN"})
  void fixedIdsAreSeenInside(TestRuntime runtime) throws Exception {
    Sandbox fixed = Sandbox.standard().buildIds(new BuildIds(30_000, 30_001));
    try (BuildService service = service(runtime, true, fixed)) {
      BuildResult result =
          await(service.start(withBusybox("b=/inputs/busybox; $b id -u; $b id -g")));

      assertThat(result.logTail()).as(result.toJson()).isEqualTo("30000\n30001\n");
    }
  }

  /** Waits for it, since it is announced just before. */
  private static Path process(String argument) throws Exception {
    for (int i = 0; i < 500; i++) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          if (commandLine(process).endsWith("sleep\0" + argument + "\0")) {
            return process;
          }
        }
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no process sleeps " + argument);
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"));
    } catch (IOException e) {
      return ""; // It has gone meanwhile.
    }
  }

  private static long uid(Path process) throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(process, "unix:uid"));
  }

  /** Whether a process of the host with the ids of another, and nothing else, could do it. */
  private static boolean may(Path process, List<String> command) throws Exception {
    long gid = Integer.toUnsignedLong((Integer) Files.getAttribute(process, "unix:gid"));
    List<String> line =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + uid(process),
                "--regid=" + gid,
                "--clear-groups",
                "--inh-caps=-all",
                "--"));
    line.addAll(command);
    return new ProcessBuilder(line).redirectErrorStream(true).start().waitFor() == 0;
  }
}
