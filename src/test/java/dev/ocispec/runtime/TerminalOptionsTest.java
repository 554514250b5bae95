package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.JavaProgram;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of terminals before any runtime gets a say in it. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "FAKE")
class TerminalOptionsTest extends RuntimeFixture {
  private Path terminalBundle() {
    TestBundle bundle = newBundle("sh");
    return bundle.write(bundle.terminalSpec("sh", "-c", "exit 4")).folder();
  }

  @Test
  void aBundleThatAsksForATerminalIsRefusedWithTheWaysToGiveOne() {
    Path bundle = terminalBundle();
    assertThatThrownBy(() -> runtime.run(id, bundle))
        .isInstanceOf(TerminalUnsupportedException.class)
        .hasMessage(
            "fake run "
                + id
                + ": "
                + bundle
                + "/config.json: /process/terminal: expected no terminal, found terminal set to"
                + " true; give one by the option terminal(…), Terminal.none() for pipes, or set it"
                + " to false, by process(p -> p.terminal(false)) of the builder or by emit"
                + " --no-terminal, and read standard output instead");
  }

  @Test
  void theTerminalOfThisProcessIsOnlyTakenWhereThereIsOne() {
    org.junit.jupiter.api.Assumptions.assumeFalse(Terminal.hasOwn(), "the tests have a terminal");
    Path bundle = terminalBundle();
    assertThatThrownBy(() -> runtime.run(id, bundle, r -> r.terminal(Terminal.own())))
        .isInstanceOf(TerminalUnsupportedException.class)
        .hasMessageContaining(
            "expected standard input and output of this process to be a terminal");
  }

  @Test
  void aTerminalThatNobodyAsksForIsNotUsed() {
    PseudoTerminal terminal = new PseudoTerminal(80, 25);
    RunResult run =
        runtime.run(id, bundle("cat"), r -> r.terminal(terminal).stdin(new byte[] {'a'}));
    assertThat(run.stdout().text()).isEqualTo("a");
  }

  @Test
  void inputBesideATerminalIsAContradiction() {
    Path bundle = terminalBundle();
    assertThatThrownBy(
            () ->
                runtime.run(
                    id,
                    bundle,
                    r -> r.terminal(new PseudoTerminal(80, 25)).stdin(new byte[] {'a'})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected no standard input beside a terminal, whose keys are the input, found one");
  }

  @Test
  void aPseudoTerminalHasASizeAndIsForOneCall() {
    for (int size : new int[] {0, -1, 65_536}) {
      assertThatThrownBy(() -> new PseudoTerminal(80, size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a terminal's size is from 1 to 65535 characters, found " + size);
    }
    PseudoTerminal terminal = new PseudoTerminal(80, 25);
    Path bundle = terminalBundle();
    assertThat(runtime.run(id, bundle, r -> r.terminal(terminal)).exitCode()).isEqualTo(4);
    assertThatThrownBy(() -> runtime.run(id, bundle, r -> r.terminal(terminal)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a PseudoTerminal is for one call; make a new one");
  }

  /** Runs a bundle on a pseudo-terminal, and prints what came of it. */
  static final class OnTerminal {
    private OnTerminal() {}

    public static void main(String[] arguments) {
      try {
        OciRuntime.of(Path.of(arguments[0]))
            .withRoot(Path.of(arguments[1]))
            .run(arguments[2], Path.of(arguments[3]), r -> r.terminal(new PseudoTerminal(80, 25)));
      } catch (RuntimeFailureException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
  }

  @Test
  void withoutPty4jTheLinesThatAreMissingAreNamed() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("pty4j"))
            .collect(Collectors.joining(File.pathSeparator));
    JavaProgram.Result result =
        JavaProgram.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                OnTerminal.class.getName(),
                runtime.executable().toString(),
                folder.resolve("root").toString(),
                id,
                terminalBundle().toString()));
    String version =
        Pattern.compile("<pty4j.version>(.*)</")
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    String lines =
        "<groupId>org.jetbrains.pty4j</groupId><artifactId>pty4j</artifactId>\n"
            + "<version>"
            + version
            + "</version>\n";
    assertThat(result)
        .isEqualTo(
            new JavaProgram.Result(
                0,
                "PseudoTerminalMissingException: fake run "
                    + id
                    + ": a pseudo-terminal needs pty4j, which is not on the class path"
                    + " (java.lang.ClassNotFoundException: com.pty4j.PtyProcessBuilder); add it to"
                    + " the dependencies of the build:\n"
                    + lines,
                ""));
    assertThat(Files.readString(Path.of("docs/dependencies.md")).replace("  <", "<"))
        .contains(lines);
  }
}
