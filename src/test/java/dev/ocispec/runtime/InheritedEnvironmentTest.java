package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.host.internal.HostCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a Java process finds in its environment does not change what runtimes do for it. */
@ParameterizedClass
@EnumSource(TestRuntime.class)
@Tag("runtime")
class InheritedEnvironmentTest extends RuntimeFixture {
  private static final List<String> MISLEADING =
      List.of(
          "env",
          "PWD=/proc/self/cwd",
          "OLDPWD=/proc/self/cwd",
          "LISTEN_FDS=7",
          "NOTIFY_SOCKET=/run/systemd/notify",
          "SECRET=mine",
          "XDG_RUNTIME_DIR=/run/user/0",
          "TMPDIR=/tmp");

  private JavaProgram.Result inMisleadingEnvironment(String... arguments) {
    List<String> line = new ArrayList<>(MISLEADING);
    line.addAll(JavaProgram.commandLine(List.of(), Caller.class.getName(), List.of(arguments)));
    return JavaProgram.run(line);
  }

  @Test
  void aRunIsAsInAnyOtherEnvironment() {
    Path bundle = bundle("sh", "-c", "echo \"${SECRET-none} ${NOTIFY_SOCKET-none}\"");

    JavaProgram.Result result =
        inMisleadingEnvironment(
            "run",
            runtime.executable().toString(),
            folder.resolve("root").toString(),
            id,
            bundle.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("0 none none\n");
  }

  @Test
  void runtimesAndProgramsOfTheHostGetTheVariablesThatTheyNeed() throws Exception {
    Path seen = folder.resolve("seen");
    Path script =
        TestRuntime.script(
            folder,
            "printing",
            "#!/bin/sh\ncat /proc/$$/environ >> '" + seen + "'\necho printing version 1\n");

    JavaProgram.Result result = inMisleadingEnvironment("programs", script.toString());

    assertThat(result.err()).isEmpty();
    assertThat(names(Files.readString(seen)))
        .containsSubsequence("MINE", "PATH")
        .contains("XDG_RUNTIME_DIR", "TMPDIR")
        .isSubsetOf(
            "DBUS_SESSION_BUS_ADDRESS",
            "DBUS_SYSTEM_BUS_ADDRESS",
            "HOME",
            "MINE",
            "PATH",
            "TMPDIR",
            "XDG_RUNTIME_DIR");
  }

  private static List<String> names(String environ) {
    return List.of(environ.split("\0")).stream()
        .map(variable -> variable.substring(0, variable.indexOf('=')))
        .distinct()
        .sorted()
        .toList();
  }

  /** What the other process does. */
  static final class Caller {
    private Caller() {}

    public static void main(String[] args) {
      OciRuntime runtime = OciRuntime.of(Path.of(args[1]));
      if (args[0].equals("programs")) {
        runtime.withEnvironment("MINE", "set").version();
        HostCommand.run(List.of(args[1]));
        return;
      }
      RunResult run = runtime.withRoot(Path.of(args[2])).run(args[3], Path.of(args[4]));
      System.out.print(run.exitCode() + " " + run.stdout().text());
    }
  }
}
