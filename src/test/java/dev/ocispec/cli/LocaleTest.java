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
    return run(List.of(), arguments);
  }

  private static JavaProgram.Result run(List<String> variables, String... arguments) {
    List<String> line = new ArrayList<>(List.of("env", "LC_ALL=C"));
    line.addAll(variables);
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
  void aRuntimeIsFoundWhateverElseIsOnThePath() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path runtime = Files.writeString(bin.resolve("ocispec-test-runtime"), "#!/bin/sh\necho null\n");
    assertThat(runtime.toFile().setExecutable(true)).isTrue();
    String path = "/grün:" + bin + ":" + System.getenv("PATH");

    JavaProgram.Result found =
        run(List.of("PATH=" + path), "runtime", "list", "--runtime", "ocispec-test-runtime");
    JavaProgram.Result missing =
        run(List.of("PATH=" + path), "runtime", "list", "--runtime", "ocispec-gräßlich");

    assertThat(found.err()).isEmpty();
    assertThat(found.out().strip()).isEqualTo("[]");
    assertThat(missing.err())
        .contains("no such executable on PATH")
        .endsWith("; to look in all of PATH, set LC_ALL=C.UTF-8\n")
        .doesNotContain("Exception");
    assertThat(missing.code()).isEqualTo(ExitCode.HOST);
  }

  @Test
  void inAFolderThatTheLocaleCanNotNameARelativePathIsRefusedWithTheRemedy() throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "mkdir -p \"$0/grün\"; cd \"$0/grün\"; echo '{\"ociVersion\":\"1.0.0\"}' > f; exec"
                    + " \"$@\""));
    line.addAll(List.of(folder.toString(), "env"));
    List<String> program =
        JavaProgram.commandLine(List.of(), Main.class.getName(), List.of("digest", "f"));

    JavaProgram.Result ascii = JavaProgram.run(joined(line, List.of("LC_ALL=C"), program));
    JavaProgram.Result utf8 = JavaProgram.run(joined(line, List.of("LC_ALL=C.UTF-8"), program));

    assertThat(ascii.err())
        .isEqualTo(
            "ocispec: the current locale cannot represent the current directory, so it cannot find"
                + " f in it; give an absolute path, or set LC_ALL=C.UTF-8\n");
    assertThat(ascii.code()).isEqualTo(2);
    assertThat(utf8.err()).isEmpty();
    assertThat(utf8.code()).isZero();
  }

  @SafeVarargs
  private static List<String> joined(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
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
