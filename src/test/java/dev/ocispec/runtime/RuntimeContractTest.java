package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.host.internal.ProcStat;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every runtime: the fake one, runc, and crun. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(TestRuntime.class)
class RuntimeContractTest extends RuntimeFixture {
  @Test
  void aRunGivesExitCodeAndBothStreams() {
    RunResult run = runtime.run(id, bundle("sh", "-c", "echo out; echo err >&2; exit 7"));
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.isSuccess()).isFalse();
    assertThat(run.signal()).isEmpty();
    assertThat(run.stdout().text()).isEqualTo("out\n");
    assertThat(run.stderr().text()).isEqualTo("err\n");
    assertThat(run.duration()).isPositive();
  }

  @Test
  void everyExitCodeOfAWorkloadIsAResult() {
    TestBundle bundle = newBundle("sh", "-c", "exit 0");
    for (int code : new int[] {0, 1, 2, 126, 127, 128, 139, 255}) {
      bundle.write(bundle.spec("sh", "-c", "exit " + code));
      assertThat(runtime.run(id, bundle.folder()).exitCode()).isEqualTo(code);
    }
  }

  @Test
  void aContainerIsCreatedStartedAndAwaited() {
    try (Container container = runtime.create(id, bundle("sh", "-c", "echo out; echo err >&2"))) {
      assertThat(container.state().status()).isEqualTo(ContainerState.CREATED);
      assertThat(container.stdout().text()).isEmpty();
      container.start();
      assertThat(container.awaitStopped(SOON).status()).isEqualTo(ContainerState.STOPPED);
      assertThat(container.stdout().text()).isEqualTo("out\n");
      assertThat(container.stderr().text()).isEqualTo("err\n");
    }
    assertThatThrownBy(() -> runtime.state(id)).isInstanceOf(ContainerNotFoundException.class);
  }

  @Test
  void theStateIsThatOfTheContainer() {
    Path bundle = bundle("sleep", "100");
    try (Container container = runtime.create(id, bundle)) {
      State started = container.start();
      assertThat(started.status()).isEqualTo(ContainerState.RUNNING);
      assertThat(started.id()).isEqualTo(id);
      assertThat(started.bundle()).isEqualTo(bundle.toString());
      assertThat(started.pid()).isPresent();
      assertThat(ProcStat.of(started.pid().getAsLong())).isPresent();
      assertThat(runtime.list())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.id()).isEqualTo(id);
                assertThat(entry.status()).isEqualTo(ContainerState.RUNNING);
                assertThat(entry.pid()).isEqualTo(started.pid());
                assertThat(entry.bundle()).isEqualTo(bundle);
              });
      assertThat(runtime.ps(id)).containsExactly(started.pid().getAsLong());
    }
  }

  @Test
  void awaitingAContainerThatGoesOnEndsAtItsDeadlineAndLeavesIt() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      container.start();
      assertThatThrownBy(() -> container.awaitStopped(Duration.ofMillis(200)))
          .isInstanceOf(RuntimeTimedOutException.class)
          .hasMessageEndingWith(
              "await "
                  + id
                  + ": the container is running, not stopped within 0.2 s, a limit that the"
                  + " argument of awaitStopped sets");
      assertThat(container.state().status()).isEqualTo(ContainerState.RUNNING);
    }
  }

  @Test
  void aSignalEndsARunFromOutside() {
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    RunResult run =
        runtime.run(
            id, bundle, r -> r.stdout(OutputListener.lines(x -> runtime.kill(id, Signal.KILL))));
    assertThat(run.exitCode()).isEqualTo(137);
    assertThat(run.signal()).contains(Signal.KILL);
    assertThat(run.signal().orElseThrow()).hasToString("SIGKILL");
  }

  @Test
  void aContainerIsPausedAndResumedAndClosedWhilePaused() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      container.start();
      runtime.pause(id);
      assertThat(container.state().status()).isEqualTo(RuntimeAnswers.PAUSED);
      wrongStatus("paused", () -> runtime.pause(id));
      wrongStatus("paused", () -> runtime.exec(id, "sh"));
      wrongStatus("paused", () -> runtime.delete(id));
      runtime.resume(id);
      assertThat(container.state().status()).isEqualTo(ContainerState.RUNNING);
      wrongStatus("running", () -> runtime.resume(id));
      runtime.pause(id);
    }
  }

  @Test
  void whatIsNotPossibleInAStatusIsRefusedInTheSameWay() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      container.start();
      wrongStatus("running", container::start);
      wrongStatus("running", () -> runtime.delete(id));
      container.kill(Signal.KILL);
      container.awaitStopped(SOON);
      wrongStatus("stopped", container::start);
      wrongStatus("stopped", () -> container.kill(Signal.KILL));
      wrongStatus("stopped", () -> runtime.pause(id));
      wrongStatus("stopped", () -> runtime.resume(id));
      wrongStatus("stopped", () -> runtime.exec(id, "sh"));
      wrongStatus("stopped", () -> runtime.stats(id));
      assertThat(runtime.ps(id)).isEmpty();
      assertThat(runtime.list())
          .singleElement()
          .extracting(ContainerSummary::status)
          .isEqualTo(ContainerState.STOPPED);
      runtime.delete(id);
    }
  }

  private static void wrongStatus(String status, Runnable verb) {
    assertThatThrownBy(verb::run)
        .isInstanceOfSatisfying(
            WrongStatusException.class,
            e -> assertThat(e.status()).contains(ContainerState.of(status)));
  }

  @Test
  void aContainerThatWasNeverStartedCanBeDeleted() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      runtime.delete(container.id());
      assertThat(runtime.list()).isEmpty();
    }
  }

  @Test
  void aProcessIsExecutedInARunningContainer() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      container.start();
      RunResult exec = runtime.exec(id, "sh", "-c", "echo out; echo err >&2; exit 3");
      assertThat(exec.exitCode()).isEqualTo(3);
      assertThat(exec.stdout().text()).isEqualTo("out\n");
      assertThat(exec.stderr().text()).isEqualTo("err\n");
      assertThatThrownBy(() -> runtime.exec(id, "nosuch"))
          .isInstanceOf(CommandNotFoundException.class)
          .hasMessageContaining("nosuch");
      assertThatThrownBy(() -> runtime.exec(id, "/bin/text"))
          .isInstanceOf(CommandNotExecutableException.class);
      assertThatThrownBy(
              () ->
                  runtime.exec(id, List.of("sleep", "100"), e -> e.timeout(Duration.ofMillis(500))))
          .isInstanceOf(RuntimeTimedOutException.class);
      assertThat(runtime.ps(id)).hasSize(1);
      assertThat(container.state().status()).isEqualTo(ContainerState.RUNNING);
    }
  }

  @Test
  void aMissingProgramIsToldFromAFailingOne() {
    Path bundle = bundle("nosuch");
    assertThatThrownBy(() -> runtime.run(id, bundle))
        .isInstanceOf(CommandNotFoundException.class)
        .hasMessageContaining("run " + id + ": ")
        .hasMessageContaining("nosuch");
    assertThatThrownBy(() -> runtime.create(id, bundle))
        .isInstanceOf(CommandNotFoundException.class);
  }

  @Test
  void aFileThatIsNoProgramIsToldFromAMissingOne() {
    for (String file : List.of("/bin/text", "/bin")) {
      TestBundle bundle = TestBundle.in(folder.resolve("bundle" + file.length()), file);
      assertThatThrownBy(() -> runtime.run(id, bundle.folder()))
          .isInstanceOf(CommandNotExecutableException.class);
      assertThatThrownBy(() -> runtime.create(id, bundle.folder()))
          .isInstanceOf(CommandNotExecutableException.class);
    }
  }

  @Test
  void aContainerThatIsNotThereIsNotFoundByAnyVerb() {
    Map<String, Consumer<String>> verbs =
        Map.of(
            "state", runtime::state,
            "start", runtime::start,
            "kill", name -> runtime.kill(name, Signal.TERM),
            "delete", runtime::delete,
            "exec", name -> runtime.exec(name, "sh"),
            "ps", runtime::ps,
            "pause", runtime::pause,
            "resume", runtime::resume,
            "stats", runtime::stats);
    verbs.forEach(
        (verb, call) ->
            assertThatThrownBy(() -> call.accept(id))
                .as(verb)
                .isInstanceOf(ContainerNotFoundException.class)
                .hasMessageContaining(id));
    runtime.delete(id, d -> d.force(true));
    assertThat(runtime.list()).isEmpty();
  }

  @Test
  void anIdIsTakenOnlyOnce() {
    Path bundle = bundle("sleep", "100");
    try (Container container = runtime.create(id, bundle)) {
      container.start();
      assertThatThrownBy(() -> runtime.create(id, bundle))
          .isInstanceOf(ContainerExistsException.class);
      assertThatThrownBy(() -> runtime.run(id, bundle))
          .isInstanceOf(ContainerExistsException.class);
      assertThat(container.state().status()).isEqualTo(ContainerState.RUNNING);
    }
  }

  @Test
  void aBundleThatCannotBeUsedIsRefused() throws Exception {
    assertThatThrownBy(() -> runtime.run(id, folder.resolve("nosuch")))
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageEndingWith("the bundle is not a directory: " + folder.resolve("nosuch"));
    TestBundle bundle = newBundle("sh");
    bundle.write("{\n  \"ociVersion\": }");
    assertThatThrownBy(() -> runtime.run(id, bundle.folder()))
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageContaining("config.json: ")
        .hasMessageContaining("2:17: ");
    bundle.write(bundle.spec("sh").toBuilder().clearProcess().build());
    assertThatThrownBy(() -> runtime.create(id, bundle.folder()))
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageEndingWith("/process/args: expected the program to run, found none");
    bundle.write(bundle.spec("sh").toBuilder().root(r -> r.path("nosuch")).build());
    Files.move(bundle.folder().resolve("rootfs"), folder.resolve("elsewhere"));
    assertThatThrownBy(() -> runtime.create(id, bundle.folder()))
        .isInstanceOf(BundleRefusedException.class)
        .hasMessageContaining("o such file or directory");
  }

  @Test
  void aTerminalIsRefusedWithTheMemberThatAsksForIt() {
    TestBundle bundle = newBundle("sh");
    bundle.write(bundle.spec("sh").toBuilder().process(p -> p.terminal(true)).build());
    assertThatThrownBy(() -> runtime.create(id, bundle.folder()))
        .isInstanceOf(TerminalUnsupportedException.class)
        .hasMessageContaining("config.json: /process/terminal: expected no terminal")
        .hasMessageContaining("give one by the option terminal(new PseudoTerminal(…)) or by the")
        .hasMessageEndingWith(
            ", or set it to false, by process(p -> p.terminal(false)) of the builder or by emit"
                + " --no-terminal, and read standard output instead");
  }

  @Test
  void aHundredMegabytesOfOutputAreReadInBoundedMemory() {
    RunResult run =
        runtime.run(
            id,
            bundle("sh", "-c", "dd if=/dev/zero bs=1048576 count=100 2>/dev/null; echo end"),
            r -> r.keepBytes(1000));
    assertThat(run.exitCode()).isZero();
    assertThat(run.stdout().totalBytes()).isEqualTo(104_857_604L);
    assertThat(run.stdout().isTruncated()).isTrue();
    assertThat(run.stdout().bytes()).hasSize(1000);
    assertThat(run.stdout().text()).endsWith("end\n");
  }

  @Test
  void listenersHearTheStreamsWhileTheyAreWritten() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    runtime.run(
        id,
        bundle("sh", "-c", "cat; echo b >&2"),
        r ->
            r.stdin("a1\na2".getBytes(StandardCharsets.UTF_8))
                .stdout(OutputListener.lines(line -> lines.add("out " + line)))
                .stderr(OutputListener.lines(line -> lines.add("err " + line))));
    assertThat(lines).containsExactlyInAnyOrder("out a1", "out a2", "err b");
  }

  @Test
  void theVersionIsWhatTheRuntimePrints() {
    RuntimeVersion version = runtime.version();
    assertThat(version.name()).isEqualTo(kind.name().toLowerCase(java.util.Locale.ROOT));
    assertThat(version.version()).matches("[0-9]+\\.[0-9].*");
    assertThat(version.specVersion()).get().asString().startsWith("1.");
    assertThat(version.commit()).isPresent();
  }

  @Test
  void featuresAreReadOrSaidToBeUnsupported() {
    boolean has = kind != TestRuntime.CRUN || !runtime.version().version().startsWith("1.8");
    if (has) {
      assertThat(runtime.features().ociVersionMin()).isEqualTo("1.0.0");
    } else {
      assertThatThrownBy(() -> runtime.features())
          .isInstanceOf(UnsupportedVerbException.class)
          .hasMessage("crun features: unknown command features");
    }
  }
}
