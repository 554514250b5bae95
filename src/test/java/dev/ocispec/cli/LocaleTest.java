package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments in a locale that is not UTF-8, as services, cron and containers have it. */
@Tag("unit")
class LocaleTest {
  @TempDir Path folder;

  private static JavaProgram.Result run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("env", "LC_ALL=C"));
    line.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), List.of(arguments)));
    return JavaProgram.run(line);
  }

  @Test
  void argumentsArriveAsTheyWereGiven() {
    JavaProgram.Result result = run("emit", "--oci-version", "grüße 𝄞");

    assertThat(result.err())
        .isEqualTo(
            "ocispec: --oci-version: expected one of 1.0.0, 1.0.1, 1.0.2, 1.1.0, 1.2.0, 1.2.1,"
                + " 1.3.0, found grüße 𝄞\n");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void textOfARequestGoesIntoTheConfigurationExactly() throws Exception {
    Path request =
        Files.writeString(
            folder.resolve("request.json"),
            "{\"commandArgs\":[\"/bin/echo\",\"grüße\"],\"workingDir\":\"build\","
                + "\"scratchPaths\":[\"build\"],\"outputs\":[\"build/ä\"],"
                + "\"environment\":[{\"key\":\"K\",\"value\":\"ß\"}]}");

    JavaProgram.Result result =
        run("sandbox", "spec", "--profile", "tvix", "--request", request.toString());

    assertThat(result.out()).contains("\"grüße\"", "\"K=ß\"");
    assertThat(result.code()).isZero();
  }

  @Test
  void aPathThatTheLocaleCanNotNameIsRefusedWithTheRemedy() {
    JavaProgram.Result result = run("digest", "/tmp/grüße.json");

    assertThat(result.err())
        .isEqualTo(
            "ocispec: the current locale cannot represent the path /tmp/grüße.json; set"
                + " LC_ALL=C.UTF-8\n");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void bytesThatAreNoTextAreRefusedInEveryLocale() {
    for (String locale : List.of("C", "C.UTF-8")) {
      List<String> line =
          new ArrayList<>(
              List.of(
                  "env",
                  "LC_ALL=" + locale,
                  "sh",
                  "-c",
                  "exec \"$@\" \"$(printf 'a\\377')\"",
                  "sh"));
      line.addAll(
          JavaProgram.commandLine(
              List.of(), Main.class.getName(), List.of("sandbox", "run", "--")));

      JavaProgram.Result result = JavaProgram.run(line);

      assertThat(result.err())
          .isEqualTo(
              "ocispec: expected arguments in UTF-8, found invalid bytes in argument 4:"
                  + " a\ufffd\n");
      assertThat(result.code()).isEqualTo(2);
    }
  }
}
