package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.cli.CommandLine.Result;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code emit --device} adds devices of the Container Device Interface. */
@Tag("unit")
class EmitDeviceTest {
  @TempDir private Path temporary;
  private Path fixed;
  private Path generated;

  @BeforeEach
  void folders() throws IOException {
    fixed = Files.createDirectory(temporary.resolve("etc"));
    generated = Files.createDirectory(temporary.resolve("run"));
    file(fixed, "FROM=etc");
    file(generated, "FROM=run");
  }

  private static void file(Path folder, String variable) throws IOException {
    Files.writeString(
        folder.resolve("vendor.json"),
        """
        {"cdiVersion":"0.5.0","kind":"vendor.com/gpu","devices":[
         {"name":"0","containerEdits":{"env":["%s"],"deviceNodes":[{"path":"/dev/null"}]}},
         {"name":"gone","containerEdits":{"deviceNodes":[{"path":"/dev/no-such-device"}]}}]}
        """
            .formatted(variable));
  }

  private Result emit(String device) {
    return CommandLine.run(
        "emit",
        "--device",
        device,
        "--cdi-dir",
        fixed.toString(),
        "--cdi-dir",
        generated.toString());
  }

  @Test
  void theLastFolderGoesFirst() {
    Result emitted = emit("vendor.com/gpu=0");

    assertThat(emitted.err()).isEmpty();
    assertThat(emitted.code()).isZero();
    Spec spec = Json.read(emitted.out(), Spec.class);
    assertThat(spec.process().orElseThrow().env()).endsWith("FROM=run");
    assertThat(spec.linux().orElseThrow().devices())
        .extracting(device -> device.path())
        .containsExactly("/dev/null");
  }

  @Test
  void aFileThatCantBeUsedIsWarnedOf() throws IOException {
    Files.writeString(fixed.resolve("broken.json"), "{");

    Result emitted = emit("vendor.com/gpu=0");

    assertThat(emitted.code()).isZero();
    assertThat(emitted.err())
        .startsWith("ocispec: warning: " + fixed.resolve("broken.json") + ": 1:2: ");
  }

  @Test
  void whatFailsHasTheCodeOfItsKind() {
    assertThat(emit("vendor.com/gpu=1").code()).isEqualTo(ExitCode.NO);
    assertThat(emit("vendor.com/gpu=1").err())
        .startsWith("ocispec: vendor.com/gpu=1: no file in " + fixed + ", " + generated);
    assertThat(emit("gpu").code()).isEqualTo(ExitCode.USAGE);
    assertThat(emit("vendor.com/gpu=gone").code()).isEqualTo(ExitCode.HOST);
    assertThat(CommandLine.run("emit", "--cdi-dir", fixed.toString()))
        .satisfies(
            result -> {
              assertThat(result.code()).isEqualTo(ExitCode.USAGE);
              assertThat(result.err()).contains("--cdi-dir requires --device");
            });
  }

  @Test
  void filesInConflictAreAnInputThatCantBeUsed() throws IOException {
    Files.copy(generated.resolve("vendor.json"), generated.resolve("other.json"));

    assertThat(emit("vendor.com/gpu=0").code()).isEqualTo(ExitCode.INPUT);
  }
}
