package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.host.HostCommandException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed to a runtime arrives exactly, or nothing is run. */
@Tag("unit")
class OutgoingTextTest {
  @TempDir Path folder;

  /** Runs a command in a container of the runtime {@code args[0]}; the rest is the command. */
  static final class Execution {
    private Execution() {}

    public static void main(String[] args) {
      PrintStream out =
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      try {
        RunResult result =
            OciRuntime.of(Path.of(args[0])).exec("demo", List.of("echo", "gr\u00fc\u00dfe"));
        out.print(result.stdout().text());
      } catch (HostCommandException e) {
        out.println(e.getMessage().replaceAll("^.*\" was", "it was"));
      }
    }
  }

  private String run(String locale) throws Exception {
    Path runtime = folder.resolve("runtime");
    Files.writeString(
        runtime,
        """
        #!/bin/sh
        case " $* " in *" state "*)
          echo '{"ociVersion":"1.0.0","id":"demo","status":"running","pid":1,"bundle":"/"}'
          exit
        esac
        while [ $# -gt 1 ]; do
          if [ "$1" = --pid-file ]; then echo 1 > "$2"; fi
          shift
        done
        printf %s "$1"
        """);
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> line = new ArrayList<>(List.of("env", "LC_ALL=" + locale));
    line.addAll(
        JavaProgram.commandLine(List.of(), Execution.class.getName(), List.of(runtime.toString())));
    JavaProgram.Result result = JavaProgram.run(line);
    return result.out() + result.err();
  }

  @Test
  void anArgumentArrivesExactlyInAUtf8Locale() throws Exception {
    assertThat(run("C.UTF-8")).isEqualTo("gr\u00fc\u00dfe");
  }

  @Test
  void whatTheLocaleCanNotExpressIsRefusedWithTheRemedy() throws Exception {
    assertThat(run("C"))
        .isEqualTo(
            "it was not started: this locale (US-ASCII) cannot express \"gr\u00fc\u00dfe\";"
                + " set LC_ALL=C.UTF-8\n");
  }
}
