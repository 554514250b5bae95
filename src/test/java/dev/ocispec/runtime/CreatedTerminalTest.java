package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Eventually;
import dev.ocispec.state.ContainerState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Containers that are created on a terminal, whose other end is the test. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "FAKE", mode = EnumSource.Mode.EXCLUDE)
class CreatedTerminalTest extends RuntimeFixture {
  private final PseudoTerminal terminal = new PseudoTerminal(100, 30);
  private final WrittenText screen = new WrittenText();

  private Path terminalBundle(String... args) {
    TestBundle bundle = newBundle("sh");
    return bundle.write(bundle.terminalSpec(args)).folder();
  }

  private Container create(String... args) {
    return runtime.create(id, terminalBundle(args), c -> c.terminal(terminal).stdout(screen));
  }

  @Test
  void aShellIsTypedIntoUntilItExits() {
    try (Container container = create("sh")) {
      assertThat(screen.text()).isEmpty();
      container.start();
      screen.await("# ");
      assertThat(terminal.write("tty; stty size; echo a$((1+1))b; exit 7\n")).isTrue();
      assertThat(container.awaitStopped(SOON).status()).isEqualTo(ContainerState.STOPPED);
      assertThat(container.stdout().text())
          .containsOnlyOnce("echo a$((1+1))b")
          .contains("/dev/pts/0\r\n30 100\r\na2b\r\n")
          .isEqualTo(screen.text());
      assertThat(container.stderr().text()).isEmpty();
      assertThat(terminal.write("x")).isFalse();
      terminal.resize(10, 10);
    }
    terminal.resize(20, 20);
    assertThat(terminal.write("x")).isFalse();
  }

  @Test
  void whatIsTypedBeforeTheStartIsReadThen() {
    terminal.write("echo fir");
    try (Container container = create("sh")) {
      terminal.write("st; exit\n");
      container.start();
      container.awaitStopped(SOON);
      assertThat(screen.text()).contains("first\r\n");
    }
  }

  @Test
  void theSizeIsThereFromTheBeginningAndEachChangeReachesTheProcess() {
    terminal.resize(101, 31);
    try (Container container =
        create(
            "sh",
            "-c",
            "stty size; trap 'stty size; exit' WINCH; echo ready;"
                + " while :; do sleep 0.1; done")) {
      container.start();
      screen.await("ready\r\n");
      terminal.resize(132, 43);
      container.awaitStopped(SOON);
      assertThat(screen.text()).isEqualTo("31 101\r\nready\r\n43 132\r\n");
    }
  }

  @Test
  void controlCReachesTheProcessAndEveryByteGoesThroughBothWays() {
    try (Container container =
        create(
            "sh",
            "-c",
            "trap 'echo caught' INT; echo one; while ! sleep 100; do break; done;"
                + " stty raw -echo; echo two; dd bs=1 count=256 2>/dev/null")) {
      container.start();
      screen.await("one");
      terminal.write(new byte[] {3});
      screen.await("two");
      byte[] all = new byte[256];
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) i;
      }
      terminal.write(all);
      container.awaitStopped(SOON);
      assertThat(screen.text())
          .isEqualTo("one\r\n^Ccaught\r\ntwo\n" + new String(all, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void muchOutputComesInFull() {
    try (Container container = create("sh", "-c", "yes 0123456789 | head -n 100000; echo end")) {
      container.start();
      container.awaitStopped(SOON);
      assertThat(container.stdout().totalBytes()).isEqualTo(100_000L * 12 + 5);
      assertThat(screen.text()).endsWith("0123456789\r\nend\r\n");
    }
  }

  @Test
  void aFurtherProcessHasItsOwnStreams() {
    try (Container container = create("sh")) {
      container.start();
      screen.await("# ");
      RunResult beside = runtime.exec(id, List.of("sh", "-c", "echo beside; tty"));
      assertThat(beside.stdout().text()).isEqualTo("beside\nnot a tty\n");
      terminal.write("exit\n");
      container.awaitStopped(SOON);
      assertThat(screen.text()).doesNotContain("beside");
    }
  }

  @Test
  void closingEndsATypingThatNobodyReads() {
    CompletableFuture<Boolean> typing;
    try (Container container = create("sh", "-c", "stty raw -echo; echo ready; sleep 100")) {
      container.start();
      screen.await("ready");
      typing = CompletableFuture.supplyAsync(() -> terminal.write(new byte[1 << 20]));
      assertThat(Eventually.holds(Duration.ofMillis(300), typing::isDone)).isFalse();
    }
    assertThat(typing.join()).isFalse();
  }

  @Test
  void aMissingProgramIsTheSameFailureAsOnPipesOrStopsTheContainer() {
    Path bundle = terminalBundle("nosuch");
    if (kind == TestRuntime.CRUN) {
      assertThatThrownBy(() -> runtime.create(id, bundle, c -> c.terminal(terminal)))
          .isInstanceOf(RuntimeFailureException.class)
          .hasMessageContaining("nosuch");
      return;
    }
    assertThatThrownBy(
            () -> {
              try (Container container = runtime.create(id, bundle, c -> c.terminal(terminal))) {
                container.start();
              }
            })
        .isInstanceOf(CommandNotFoundException.class);
  }

  @Test
  void aDescriptionWithoutRootLeavesNothingBehind() throws Exception {
    Path bundle = terminalBundle("sh");
    Files.move(bundle.resolve("rootfs"), bundle.resolve("elsewhere"));
    List<String> before = OpenDescriptors.now();
    assertThatThrownBy(() -> runtime.create(id, bundle, c -> c.terminal(terminal)))
        .isInstanceOf(BundleRefusedException.class);
    assertThat(OpenDescriptors.now()).isEqualTo(before);
    assertThat(terminal.write("x")).isFalse();
  }

  @Test
  void twentyRoundsLeaveNoDescriptors() {
    Path bundle = terminalBundle("sh", "-c", "echo done");
    List<String> before = OpenDescriptors.now();
    for (int round = 0; round < 20; round++) {
      try (Container container =
          runtime.create(id, bundle, c -> c.terminal(new PseudoTerminal(80, 25)))) {
        if (round % 2 == 0) {
          container.start();
          container.awaitStopped(SOON);
          assertThat(container.stdout().text()).isEqualTo("done\r\n");
        }
      }
    }
    assertThat(OpenDescriptors.now()).isEqualTo(before);
  }

  @Test
  void withoutTerminalTheSameBundleIsCreatedOnPipes() {
    Path bundle = terminalBundle("sh", "-c", "tty; cat; echo err >&2");
    try (Container container =
        runtime.create(
            id,
            bundle,
            c ->
                c.terminal(Terminal.none())
                    .stdin("in\n".getBytes(StandardCharsets.UTF_8))
                    .stdout(screen))) {
      container.start();
      container.awaitStopped(SOON);
      assertThat(screen.text()).isEqualTo("not a tty\nin\n");
      assertThat(container.stderr().text()).isEqualTo("err\n");
    }
  }
}
