package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Needs;
import dev.ocispec.spec.ContainerProcess;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes on a pseudo-terminal, whose other end the test is. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "FAKE", mode = EnumSource.Mode.EXCLUDE)
class TerminalTest extends RuntimeFixture {
  private final PseudoTerminal terminal = new PseudoTerminal(100, 30);
  private final WrittenText screen = new WrittenText();

  private CompletableFuture<RunResult> run(String... args) {
    TestBundle bundle = newBundle("sh");
    bundle.write(bundle.terminalSpec(args));
    return CompletableFuture.supplyAsync(
        () ->
            runtime.run(
                id, bundle.folder(), r -> r.terminal(terminal).stdout(screen).timeout(SOON)));
  }

  private static RunResult end(CompletableFuture<RunResult> run) throws Exception {
    return run.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aShellIsTypedIntoAndItsExitCodeIsTheResult() throws Exception {
    CompletableFuture<RunResult> run = run("sh");
    screen.await("# ");
    assertThat(terminal.write("tty; echo a$((1+1))b; exit 7\n")).isTrue();
    RunResult result = end(run);
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.stdout().text())
        .containsOnlyOnce("echo a$((1+1))b")
        .contains("/dev/pts/0\r\n", "a2b\r\n")
        .isEqualTo(screen.text());
    assertThat(result.stderr().text()).isEmpty();
    assertThat(terminal.write("x")).isFalse();
  }

  /** With runc a moment after the process has begun. */
  @Test
  void theSizeIsSetAndEachChangeOfItReachesTheProcess() throws Exception {
    String wait = "until [ \"$(stty size 2>/dev/null)\" = '%s' ]; do sleep 0.1; done; echo %s;";
    CompletableFuture<RunResult> run =
        run(
            "sh",
            "-c",
            "trap 'echo told' WINCH;"
                + wait.formatted("30 100", "ready")
                // crun hands on no changes to the process that it runs.
                + (kind == TestRuntime.RUNC ? wait.formatted("43 132", "changed") : ""));
    screen.await("ready\r\n");
    terminal.resize(132, 43);
    assertThat(end(run).exitCode()).isZero();
    if (kind == TestRuntime.RUNC) {
      assertThat(screen.text()).contains("told\r\n").endsWith("changed\r\n");
    }
  }

  @Test
  void theSizeOfTheTerminalGoesBeforeThatOfTheDocument() {
    TestBundle bundle = newBundle("sh");
    bundle.write(
        bundle.terminalSpec("sh", "-c", "sleep 0.5; stty size").toBuilder()
            .process(process -> process.consoleSize(size -> size.height(31).width(101)))
            .build());
    RunResult run =
        runtime.run(id, bundle.folder(), r -> r.terminal(terminal).stdout(screen).timeout(SOON));
    assertThat(run.stdout().text()).isEqualTo("30 100\r\n");
  }

  @Test
  void controlCReachesTheProcessAndNotTheRuntime() throws Exception {
    CompletableFuture<RunResult> run =
        run("sh", "-c", "trap 'echo caught; exit 3' INT; echo ready; while :; do sleep 0.1; done");
    screen.await("ready");
    terminal.write(new byte[] {3});
    assertThat(end(run).exitCode()).isEqualTo(3);
    assertThat(screen.text()).isEqualTo("ready\r\n^Ccaught\r\n");
  }

  @Test
  void everyByteGoesThroughBothWaysWhenTheProcessWantsItRaw() throws Exception {
    CompletableFuture<RunResult> run =
        run("sh", "-c", "stty raw -echo; echo ready; dd bs=1 count=256 2>/dev/null");
    screen.await("ready");
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    terminal.write(all);
    assertThat(end(run).exitCode()).isZero();
    String expected = "ready\n" + new String(all, StandardCharsets.ISO_8859_1);
    // runc has the ends of lines made on this side, whatever the container's terminal says.
    assertThat(screen.text())
        .isEqualTo(kind == TestRuntime.RUNC ? expected.replace("\n", "\r\n") : expected);
  }

  @Test
  void theEndOfTheInputEndsAShell() throws Exception {
    CompletableFuture<RunResult> run = run("sh");
    screen.await("# ");
    terminal.write(new byte[] {4});
    assertThat(end(run).exitCode()).isZero();
  }

  @Test
  void aDeadlineEndsItAndLeavesNothing() {
    TestBundle bundle = newBundle("sh");
    bundle.write(bundle.terminalSpec("sh", "-c", "echo begun; sleep 100"));
    assertThatThrownBy(
            () ->
                runtime.run(
                    id, bundle.folder(), r -> r.terminal(terminal).timeout(Duration.ofSeconds(2))))
        .isInstanceOfSatisfying(
            RuntimeTimedOutException.class,
            e -> assertThat(e.stdout().text()).isEqualTo("begun\r\n"));
  }

  @Test
  void aRuntimeThatIsKilledIsACrashAndNothingIsLeft() throws Exception {
    CompletableFuture<RunResult> run = run("sh", "-c", "echo begun; sleep 100");
    screen.await("begun");
    runtimeProcess().destroyForcibly();
    assertThatThrownBy(() -> end(run)).hasCauseInstanceOf(RuntimeCrashedException.class);
  }

  /** The runtime: the child of this process whose command line has the container's id. */
  private ProcessHandle runtimeProcess() {
    return ProcessHandle.current()
        .children()
        .filter(
            child ->
                child.info().arguments().stream()
                    .flatMap(java.util.Arrays::stream)
                    .anyMatch(id::equals))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMissingProgramIsTheSameFailureAsOnPipes() {
    TestBundle bundle = newBundle("sh");
    bundle.write(bundle.terminalSpec("nosuch"));
    assertThatThrownBy(() -> runtime.run(id, bundle.folder(), r -> r.terminal(terminal)))
        .satisfiesAnyOf(
            failure -> assertThat(failure).isInstanceOf(CommandNotFoundException.class),
            // All that crun says of it now and then.
            failure -> assertThat(failure).hasMessageEndingWith("read FD: connection closed"));
  }

  @Test
  void aFurtherProcessGetsATerminalOfItsOwn() {
    try (Container container = runtime.create(id, terminalFree("sleep", "100"))) {
      container.start();
      terminal.write("exit 5\n");
      RunResult exec =
          runtime.exec(
              id, List.of("sh", "-c", "tty; stty size 2>&1; sh"), e -> e.terminal(terminal));
      assertThat(exec.exitCode()).isEqualTo(5);
      assertThat(exec.stdout().text()).contains("/dev/pts/0\r\n");
      if (kind == TestRuntime.RUNC) {
        assertThat(exec.stdout().text()).contains("30 100\r\n");
      }

      ContainerProcess described =
          ContainerProcess.builder().cwd("/").addEnv("PATH=/bin").terminal(true).args("x").build();
      assertThatThrownBy(() -> runtime.exec(id, List.of("tty"), e -> e.process(described)))
          .isInstanceOf(TerminalUnsupportedException.class)
          .hasMessageContaining("the process: /terminal: expected no terminal");
      // On a busy machine, crun may end before it has copied what a process printed last.
      assertThat(
              runtime.exec(
                  id,
                  List.of("sh", "-c", "tty; sleep 0.5"),
                  e -> e.process(described).terminal(new PseudoTerminal(80, 25))))
          .satisfies(on -> assertThat(on.stdout().text()).isEqualTo("/dev/pts/0\r\n"));
      assertThat(
              runtime.exec(id, List.of("tty"), e -> e.process(described).terminal(Terminal.none())))
          .satisfies(off -> assertThat(off.stdout().text()).isEqualTo("not a tty\n"));
    }
  }

  /** A container without terminal, with a place for those of others. */
  private Path terminalFree(String... args) {
    TestBundle bundle = newBundle("sh");
    return bundle
        .write(bundle.terminalSpec(args).toBuilder().process(p -> p.clearTerminal()).build())
        .folder();
  }

  /** Receives one descriptor, and prints what can be read from it. */
  private static final String RECEIVER =
      """
      import os, socket, sys
      listener = socket.socket(socket.AF_UNIX)
      listener.bind(sys.argv[1])
      listener.listen(1)
      print('ready', flush=True)
      terminal = socket.recv_fds(listener.accept()[0], 4096, 1)[1][0]
      try:
          while piece := os.read(terminal, 4096):
              sys.stdout.buffer.write(piece)
              sys.stdout.flush()
      except OSError:
          pass
      """;

  @Test
  void aCreatedContainerHandsItsTerminalToWhoeverListens() throws Exception {
    Needs.program("python3");
    TestBundle bundle = newBundle("sh");
    bundle.write(bundle.terminalSpec("sh", "-c", "tty; sleep 100"));
    Path socket = folder.resolve("console");
    Process receiver =
        new ProcessBuilder("python3", "-c", RECEIVER, socket.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader received = receiver.inputReader()) {
      assertThat(received.readLine()).isEqualTo("ready");
      try (Container container =
          runtime.create(id, bundle.folder(), c -> c.consoleSocket(socket))) {
        container.start();
        assertThat(received.readLine()).isEqualTo("/dev/pts/0");
        assertThat(container.stdout().text()).isEmpty();
      }
      assertThat(receiver.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      receiver.destroyForcibly();
    }
  }

  @Test
  void withoutTerminalTheSameBundleRunsOnPipes() throws Exception {
    TestBundle bundle = newBundle("sh");
    Files.createDirectories(bundle.folder().resolve("data"));
    Files.createDirectories(bundle.folder().resolve("rootfs/data"));
    Files.writeString(bundle.folder().resolve("data/file"), "of the bundle\n");
    bundle.write(
        bundle
            .terminalSpec("sh", "-c", "tty; cat; cat /data/file; echo err >&2; exit 4")
            .toBuilder()
            .process(p -> p.consoleSize(s -> s.height(10).width(20)))
            .addMount(m -> m.destination("/data").source("data").options("rbind", "ro"))
            .build());
    RunResult result =
        runtime.run(
            id,
            bundle.folder(),
            r -> r.terminal(Terminal.none()).stdin("in\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.stdout().text()).isEqualTo("not a tty\nin\nof the bundle\n");
    assertThat(result.stderr().text()).isEqualTo("err\n");
  }
}
