package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} has nothing to finish when it is asked to end: it ends, in whatever it is. */
@Tag("unit")
class ValidateInterruptTest {
  @TempDir Path folder;

  @Test
  void itEndsWhileItWaitsForAFileAndWhatCameBeforeIsPrinted() throws Exception {
    String good = document("good.json");
    String later = document("later.json");
    String pipe = folder.resolve("pipe").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).inheritIO().start().waitFor()).isZero();
    List<String> line =
        JavaProgram.commandLine(
            List.of(),
            Main.class.getName(),
            List.of("validate", "--checks", "schema", good, good, pipe, later));
    // A process that ignores the signal, as those in the background do, has children that do.
    Process process = new ProcessBuilder(defaultSignals(line)).redirectErrorStream(true).start();

    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo(good + ": valid (config)");
      assertThat(out.readLine()).isEqualTo(good + ": valid (config)");
      Process kill =
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
      assertThat(kill.waitFor()).isZero();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(out.readLine()).isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> defaultSignals(List<String> line) {
    List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT"));
    all.addAll(line);
    return all;
  }

  private String document(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "{\"ociVersion\":\"1.0.0\"}").toString();
  }
}
