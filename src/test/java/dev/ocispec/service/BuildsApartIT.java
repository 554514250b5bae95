package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.TestUser;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.TestRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seen from inside, a build that runs at the same time is not there, whoever started both. */
@Tag("runtime")
class BuildsApartIT extends BuildFixture {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String REACH =
      """
      echo running
      until [ -e /inputs/turn/go ]; do sleep 0.1; done
      /inputs/reach "$(cat /inputs/turn/go)"
      """;

  /** Looks for what the other has, and signals all that it can; to be ignored by its own shell. */
  private static final String ATTACKER =
      REACH
          + """
          until [ -e /inputs/turn/held ]; do sleep 0.1; done
          /inputs/reach shared
          trap '' TERM; kill -TERM -1; echo sent
          """;

  /** Has something to be looked for, and ends when the other is done. */
  private static final String VICTIM =
      REACH
          + """
          /inputs/reach hold &
          until [ -e /inputs/turn/end ]; do sleep 0.1; done
          kill -KILL $! && echo over
          """;

  /** Two builds that have begun, and how each is waited for. */
  private record Pair(Supplier<String> one, Supplier<String> other, Ending ending) {}

  private interface Ending {
    void untilBothSucceeded() throws Exception;
  }

  @ParameterizedTest(name = "{0}, rootless {1}")
  @CsvSource({"RUNC, false", "CRUN, false", "RUNC, true", "CRUN, true"})
  void rootsBuildsDoNotReachEachOther(TestRuntime kind, boolean rootless) throws Exception {
    Path turn = turn();
    Path reach = reach();
    List<StringBuffer> logs = List.of(new StringBuffer(), new StringBuffer());
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(kind))
                    .concurrency(2)
                    .sandbox(sandbox().rootless(rootless))
                    .facts(r -> BuildServiceIT.withLentIds(HostFacts.detect(r.hostPaths()))))) {
      List<Build> builds = new ArrayList<>();
      for (String script : List.of(ATTACKER, VICTIM)) {
        StringBuffer log = logs.get(builds.size());
        builds.add(
            service.start(
                request(script, r -> r.addInput("turn", turn).addInput("reach", reach)),
                b -> b.listener(BuildListener.lines(line -> log.append(line).append('\n')))));
      }
      meet(
          turn,
          new Pair(
              logs.get(0)::toString,
              logs.get(1)::toString,
              () -> {
                for (Build build : builds) {
                  BuildResult result = await(build);
                  assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
                }
              }));
    }
  }

  /** Each in a Java process of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"runc", "crun"})
  void anOrdinaryUsersBuildsDoNotReachEachOther(String runtime) throws Exception {
    Path turn = turn();
    Path reach = reach();
    List<SandboxCommand> builds = new ArrayList<>();
    try {
      for (String script : List.of(ATTACKER, VICTIM)) {
        builds.add(
            SandboxCommand.start(
                TestUser.CI,
                runtime,
                folder.path().resolve("build" + builds.size()),
                Map.of(),
                List.of(
                    "--input",
                    "turn=" + turn,
                    "--input",
                    "reach=" + reach,
                    "--",
                    "/bin/sh",
                    "-c",
                    script)));
      }
      meet(
          turn,
          new Pair(
              builds.get(0)::printed,
              builds.get(1)::printed,
              () -> {
                builds.get(0).succeeded();
                builds.get(1).succeeded();
              }));
    } finally {
      builds.forEach(SandboxCommand::stop);
    }
  }

  private void meet(Path turn, Pair builds) throws Exception {
    awaitLine("running", builds.one());
    awaitLine("running", builds.other());
    assertThat(owners(ATTACKER)).hasSize(1);
    assertThat(owners(VICTIM)).hasSize(1).isNotEqualTo(owners(ATTACKER));

    give(turn, "go", Long.toString(lastProcess()));
    awaitLine("held", builds.other());
    give(turn, "held", "");
    awaitLine("sent", builds.one());
    give(turn, "end", "");
    builds.ending().untilBothSucceeded();

    assertThat(builds.other().get()).contains("over\n");
    for (Supplier<String> printed : List.of(builds.one(), builds.other())) {
      assertThat(printed.get()).containsPattern("tried [1-9][0-9]{2}");
      assertThat(printed.get()).doesNotContain("signals ", "traces ", "reaches ");
    }
    assertThat(builds.one().get()).contains("looked\n");
  }

  private static void awaitLine(String line, Supplier<String> printed) {
    assertThat(Eventually.holds(PATIENCE, () -> printed.get().contains(line + "\n")))
        .as(printed.get())
        .isTrue();
  }

  private Path turn() throws IOException {
    Path turn = Files.createDirectory(folder.path().resolve("turn"));
    Files.setAttribute(turn, "unix:mode", 0755);
    return turn;
  }

  private static void give(Path turn, String name, String text) throws IOException {
    Path file = Files.writeString(turn.resolve(name + "-new"), text);
    Files.setAttribute(file, "unix:mode", 0644);
    Files.move(file, turn.resolve(name));
  }

  private Path reach() throws Exception {
    Shared.require(Files.isExecutable(Path.of("/usr/bin/gcc")), "there is no gcc");
    Needs.root();
    Path source = folder.path().resolve("reach.c");
    try (InputStream text = getClass().getResourceAsStream("/dev/ocispec/service/reach.c")) {
      Files.copy(text, source);
    }
    Path program = folder.path().resolve("reach");
    Process gcc =
        new ProcessBuilder("gcc", "-static", "-no-pie", "-o", program.toString(), source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes());
    assertThat(gcc.waitFor()).as(said).isZero();
    return program;
  }

  /** The users of the host that run a script, for a moment in two processes while one begins. */
  private static Set<String> owners(String script) throws IOException {
    Set<String> owners = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (text(process, "cmdline").equals("/bin/sh\0-c\0" + script + "\0")) {
          owners.add(
              text(process, "status")
                  .lines()
                  .filter(line -> line.startsWith("Uid:"))
                  .findFirst()
                  .orElse(""));
        }
      }
    }
    owners.remove(""); // Of a process that went while it was looked at.
    return owners;
  }

  private static String text(Path process, String file) {
    try {
      return Files.readString(process.resolve(file));
    } catch (IOException e) {
      return ""; // It has gone meanwhile.
    }
  }

  /** No process of the host has a larger number. */
  private static long lastProcess() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(process -> process.getFileName().toString())
          .filter(name -> name.matches("[0-9]+"))
          .mapToLong(Long::parseLong)
          .max()
          .orElseThrow();
    }
  }
}
