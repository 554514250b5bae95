package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class RuntimeCommandsTest {
  private static final String STATE =
      "{\"ociVersion\":\"1.0.2\",\"id\":\"a\",\"status\":\"paused\",\"pid\":7,\"bundle\":\"/b\",\"x\":1}";

  @TempDir Path folder;

  private String script(String body) throws IOException {
    Path file = Files.writeString(folder.resolve("odd"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  @Test
  void featuresArePrintedAsTheRuntimeGivesThem() throws Exception {
    CommandLine.Result result =
        CommandLine.run(
            "runtime",
            "features",
            "--runtime",
            script(
                "echo '{\"ociVersionMax\":\"1.2.0\",\"ociVersionMin\":\"1.0.0\",\"future\":[]}'"));
    assertThat(result)
        .isEqualTo(
            new CommandLine.Result(
                0,
                """
                {
                  "ociVersionMin": "1.0.0",
                  "ociVersionMax": "1.2.0",
                  "future": []
                }
                """,
                ""));
  }

  @Test
  void theStateIsPrintedWithWhatTheSpecificationDoesNotKnow() throws Exception {
    CommandLine.Result result =
        CommandLine.run(
            "runtime", "state", "--runtime", script("echo '" + STATE + "'"), "--root", "/r", "a");
    assertThat(result.code()).isZero();
    assertThat(Json.read(result.out(), State.class)).isEqualTo(Json.read(STATE, State.class));
  }

  @Test
  void theListHasOneFormForAllRuntimes() throws Exception {
    assertThat(CommandLine.run("runtime", "list", "--runtime", script("echo null")))
        .isEqualTo(new CommandLine.Result(0, "[]\n", ""));
    assertThat(CommandLine.run("runtime", "list", "--runtime", script("echo '[" + STATE + "]'")))
        .isEqualTo(
            new CommandLine.Result(
                0,
                """
                [
                  {"bundle":"/b","id":"a","pid":7,"status":"paused"}
                ]
                """,
                ""));
  }

  @Test
  void aContainerThatIsNotThereIsAnAnswer() throws Exception {
    String runtime = script("echo 'container does not exist' >&2; exit 1");
    assertThat(CommandLine.run("runtime", "state", "--runtime", runtime, "a"))
        .isEqualTo(
            new CommandLine.Result(1, "", "ocispec: odd state a: container does not exist\n"));
  }

  @Test
  void aRuntimeThatFailsIsTheHostsFault() throws Exception {
    String runtime = script("echo 'unknown command' >&2; exit 1");
    assertThat(CommandLine.run("runtime", "features", "--runtime", runtime))
        .isEqualTo(new CommandLine.Result(4, "", "ocispec: odd features: unknown command\n"));
    CommandLine.Result missing = CommandLine.run("runtime", "list", "--runtime", "/no/such");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).startsWith("ocispec: such list: cannot start the runtime");
    assertThat(CommandLine.run("runtime", "list", "--runtime", "no-such-runtime").code())
        .isEqualTo(4);
    assertThat(CommandLine.run("runtime", "list", "--runtime", script("echo what")).code())
        .isEqualTo(4);
  }

  @Test
  void anIdThatIsNoneIsWrongUsage() {
    CommandLine.Result result = CommandLine.run("runtime", "state", "--runtime", "/x", "..");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("expected a container id of 1 to 76 characters");
    assertThat(CommandLine.run("runtime").code()).isEqualTo(2);
    assertThat(CommandLine.run("runtime", "state").code()).isEqualTo(2);
  }
}
