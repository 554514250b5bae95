package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What runtimes may hand over, right and wrong. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "FAKE")
class HandedTerminalTest extends RuntimeFixture {
  private static final String NOTHING =
      "the runtime reported success but handed over no terminal on its --console-socket: ";

  /** Hands over what it is told to, and stays until the other side closes when that is nothing. */
  private static final String SENDER =
      """
      import os, socket, sys
      what, path = sys.argv[1:]
      connection = socket.socket(socket.AF_UNIX)
      connection.connect(path)
      master, slave = os.openpty()
      sent = {'terminal': [master], 'file': [os.open('/dev/null', os.O_RDWR)], 'slave': [slave],
              'two': [master, master], 'many': [master] * 200, 'text': []}.get(what)
      if what == 'terminal':
          os.write(slave, b'hello\\n')
      if sent is not None:
          socket.send_fds(connection, [b'console'], sent)
      elif what == 'silent':
          connection.recv(1)
      """;

  /** The fake runtime, which hands something over before it creates a container. */
  private OciRuntime handing(String what) {
    Needs.program("python3");
    return OciRuntime.of(
            TestRuntime.script(
                folder,
                "handing",
                "#!/bin/sh\nbefore=\n"
                    + "for argument; do\n"
                    + "  if [ \"$before\" = --console-socket ]; then\n"
                    + "    stat -c %a \"${argument%/*}\" >"
                    + folder.resolve("mode")
                    + "\n    echo \"$argument\" >"
                    + folder.resolve("socket")
                    + "\n    python3 -c \"$(cat "
                    + folder.resolve("sender")
                    + ")\" "
                    + what
                    + " \"$argument\""
                    + (what.equals("silent") ? " >/dev/null 2>&1 &" : "")
                    + "\n  fi\n  before=$argument\ndone\n"
                    + "exec "
                    + runtime.executable()
                    + " \"$@\"\n"))
        .withRoot(folder.resolve("root"))
        .withWorkFolder(folder.resolve("work"));
  }

  private Path terminalBundle() throws Exception {
    Files.writeString(folder.resolve("sender"), SENDER);
    TestBundle bundle = newBundle("sh");
    return bundle.write(bundle.terminalSpec("sleep", "100")).folder();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          closed | expected a message with 1 descriptor, found 0
          text   | expected a message with 1 descriptor, found 0
          two    | expected a message with 1 descriptor, found 2
          many   | expected a message with 1 descriptor, found 200
          file   | expected the master of a pseudo-terminal, found another descriptor
          slave  | expected the master of a pseudo-terminal, found another descriptor
          silent | a connection came, and no message on it in time
          """)
  void anythingElseThanOneTerminalIsAFailureOfCreateThatLeavesNothing(String what, String message)
      throws Exception {
    Path bundle = terminalBundle();
    OciRuntime handing = handing(what);
    List<String> before = OpenDescriptors.now();
    assertThatThrownBy(
            () -> handing.create(id, bundle, c -> c.terminal(new PseudoTerminal(80, 25))))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessage("handing create " + id + ": " + NOTHING + message);
    assertThat(OpenDescriptors.now()).isEqualTo(before);
  }

  @Test
  void aRuntimeThatNeverConnectsIsNotWaitedForForever() throws Exception {
    Path bundle = terminalBundle();
    assertThatThrownBy(
            () ->
                runtime.create(
                    id,
                    bundle,
                    c -> c.terminal(new PseudoTerminal(80, 25)).timeout(Duration.ofSeconds(2))))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageEndingWith(NOTHING + "nobody connected within 2000 ms");
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    Path bundle = terminalBundle();
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              try {
                while (!Files.exists(folder.resolve("root").resolve(id).resolve("pid"))) {
                  Thread.sleep(10);
                }
                Thread.sleep(1000);
              } catch (InterruptedException e) {
                return;
              }
              caller.interrupt();
            });
    interrupter.start();
    assertThatThrownBy(
            () -> runtime.create(id, bundle, c -> c.terminal(new PseudoTerminal(80, 25))))
        .isInstanceOf(CallInterruptedException.class)
        .hasMessageEndingWith("interrupted while the terminal was waited for");
    assertThat(Thread.interrupted()).isTrue();
    interrupter.join();
  }

  @Test
  void theSocketIsInAPrivateFolderAndWhatWasWrittenIsRead() throws Exception {
    Path bundle = terminalBundle();
    PseudoTerminal terminal = new PseudoTerminal(80, 25);
    try (Container container = handing("terminal").create(id, bundle, c -> c.terminal(terminal))) {
      WrittenText.await(() -> container.stdout().text(), "hello\r\n");
      assertThat(folder.resolve("mode")).hasContent("700\n");
      assertThat(Files.readString(folder.resolve("socket")))
          .startsWith(folder.resolve("work") + "/");
    }
  }

  @Test
  void aLongWorkFolderDoesNotMakeTheSocketsPathTooLong() throws Exception {
    Path bundle = terminalBundle();
    Path deep = Files.createDirectories(folder.resolve("work/" + "d".repeat(100)));
    try (Container container =
        handing("terminal")
            .withWorkFolder(deep)
            .create(id, bundle, c -> c.terminal(new PseudoTerminal(80, 25)))) {
      WrittenText.await(() -> container.stdout().text(), "hello\r\n");
      assertThat(folder.resolve("mode")).hasContent("700\n");
      String socket = Files.readString(folder.resolve("socket")).strip();
      assertThat(socket).startsWith("/tmp/ocispec-call-");
      assertThat(Path.of(socket).getParent()).doesNotExist();
    }
    Files.delete(deep);
  }

  @Test
  void whatCannotGoTogetherIsRefused() throws Exception {
    Path bundle = terminalBundle();
    assertThatThrownBy(
            () ->
                runtime.create(
                    id,
                    bundle,
                    c -> c.terminal(new PseudoTerminal(80, 25)).consoleSocket(folder.resolve("s"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected terminal(…) or consoleSocket(…), of which only one can have the container's"
                + " terminal, found both");
    assertThatThrownBy(
            () ->
                runtime.create(
                    id, bundle, c -> c.terminal(new PseudoTerminal(80, 25)).inheritStdin()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected no standard input beside a terminal");
    assertThatThrownBy(() -> runtime.create(id, bundle, c -> c.terminal(Terminal.own())))
        .isInstanceOf(TerminalUnsupportedException.class)
        .hasMessageEndingWith(
            "/config.json: /process/terminal: create can't give a container, which outlives the"
                + " call, the terminal of this process; use run, or give create a PseudoTerminal,"
                + " or Terminal.none() for pipes");
    assertThatThrownBy(() -> runtime.create(id, bundle))
        .isInstanceOf(TerminalUnsupportedException.class)
        .hasMessageContaining(
            "found terminal set to true; give one by the option terminal(new PseudoTerminal(…)) or"
                + " by the consoleSocket(…) of a program that receives it");
  }

  @Test
  void otherMachinesAreToldApart() {
    CallReport call = CallReport.notRun(runtime.executable(), "create", Optional.of(id));
    LibC.requireKnown("Linux", "aarch64", call);
    assertThatThrownBy(() -> LibC.requireKnown("Linux", "s390x", call))
        .isInstanceOf(TerminalUnsupportedException.class)
        .hasMessageEndingWith(
            ": create takes a PseudoTerminal on Linux for amd64 and aarch64, found Linux s390x; use"
                + " run, or give create the consoleSocket(…) of a program that receives it");
  }
}
