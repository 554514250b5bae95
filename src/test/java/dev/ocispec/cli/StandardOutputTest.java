package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Shared;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that can't be written is a failure, whatever the command. */
@Tag("unit")
class StandardOutputTest {
  private static final String CONFIG = "{\"ociVersion\":\"1.0.0\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emit",
        "validate -",
        "validate --format json -",
        "roundtrip -",
        "canonical -",
        "digest -",
        "min-version -",
        "min-version --format json -",
        "downgrade --to 1.0.0 -",
        "rootless -",
        "--help",
        "emit --help",
        "--version"
      })
  void aFullDeviceIsToldWithExitCode3(String command) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    int code =
        Main.run(
            new Streams(
                new ByteArrayInputStream(CONFIG.getBytes(StandardCharsets.UTF_8)),
                full,
                new PrintStream(err, true, StandardCharsets.UTF_8)),
            command.split(" "));

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .last()
        .isEqualTo("ocispec: cannot write the result to standard output: No space left on device");
    assertThat(code).isEqualTo(3);
  }

  @Test
  void theProcessEndsSoOnARealFullDevice() throws Exception {
    Shared.require(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    Process process =
        new ProcessBuilder(
                JavaProgram.commandLine(List.of(), Main.class.getName(), List.of("emit")))
            .redirectOutput(new File("/dev/full"))
            .start();

    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(err).contains("cannot write the result to standard output: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digest - nope",
        "canonical - nope",
        "roundtrip - nope",
        "min-version - nope",
        "downgrade --to 1.0.0 - nope",
        "rootless - nope",
        "emit nope",
        "sandbox spec --request r nope",
        "runtime list nope",
        "runtime state a nope",
        "runtime features nope"
      })
  void anArgumentTooManyIsRefusedAndNamed(String command) {
    CommandLine.Result result = CommandLine.runWith(CONFIG, command.split(" "));

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("'nope'");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digest|",
        "validate|",
        "validate|--official-schema||-",
        "sandbox|run|--builds||--|true",
        "sandbox|spec|--request|",
        "sandbox|spec|--shell||--request|r"
      })
  void anEmptyPathIsNotTheCurrentFolder(String command) {
    CommandLine.Result result = CommandLine.runWith(CONFIG, command.split("\\|", -1));

    assertThat(result.err()).contains("expected a path, found an empty string");
    assertThat(result.code()).isEqualTo(2);
  }
}
