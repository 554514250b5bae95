package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the build itself is to blame for has the status failed and a reason that says it. */
@Tag("runtime")
class BuildsOwnFaultIT extends BuildFixture {
  private BuildResult run(TestRuntime runtime, UnaryOperator<BuildRequest.Builder> edit)
      throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      return await(service.start(request("exit 0", edit)));
    }
  }

  private Path file(String name, String content, String mode) throws Exception {
    Path file = Files.writeString(folder.path().resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static void assertFailed(BuildResult result, ReasonCode code, String reason) {
    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).contains(code);
    assertThat(result.reason().orElseThrow()).containsIgnoringCase(reason);
    assertThat(result.exitCode()).isEmpty();
    assertThat(result.toJson()).contains("\"reasonCode\":\"" + code.id() + "\"");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RUNC | inputs/interpreter | COMMAND_NOT_EXECUTABLE | no such file or directory
          RUNC | inputs/garbage     | COMMAND_NOT_EXECUTABLE | exec format error
          RUNC | inputs/plain       | COMMAND_NOT_EXECUTABLE | permission denied
          RUNC | inputs             | COMMAND_NOT_EXECUTABLE | permission denied
          RUNC | inputs/plain/x     | COMMAND_NOT_FOUND      | not a directory
          RUNC | inputs/absent      | COMMAND_NOT_FOUND      | no such file or directory
          CRUN | inputs/interpreter | COMMAND_NOT_EXECUTABLE | no such file or directory
          CRUN | inputs/garbage     | COMMAND_NOT_EXECUTABLE | exec format error
          CRUN | inputs/plain       | COMMAND_NOT_EXECUTABLE | permission denied
          CRUN | inputs             | COMMAND_NOT_EXECUTABLE | permission denied
          CRUN | inputs/plain/x     | COMMAND_NOT_FOUND      | not a directory
          CRUN | inputs/absent      | COMMAND_NOT_FOUND      | no such file or directory
          """)
  void aCommandThatIsNone(TestRuntime runtime, String command, ReasonCode code, String reason)
      throws Exception {
    Path interpreter = file("interpreter", "#!/no/such/interpreter\n", "rwxr-xr-x");
    Path garbage = file("garbage", "\001\002\003garbage", "rwxr-xr-x");
    Path plain = file("plain", "text", "rw-r--r--");

    BuildResult result =
        run(
            runtime,
            r ->
                r.commandArgs("/" + command)
                    .addInput("interpreter", interpreter)
                    .addInput("garbage", garbage)
                    .addInput("plain", plain));

    assertFailed(result, code, reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void aWorkingDirectoryThatIsAFile(TestRuntime runtime) throws Exception {
    Path plain = file("plain", "text", "rw-r--r--");

    assertFailed(
        run(runtime, r -> r.addInput("plain", plain).workingDir("inputs/plain")),
        ReasonCode.WORKING_DIRECTORY,
        "not a directory");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void argumentsAndVariablesThatTheKernelDoesNotTake(TestRuntime runtime) throws Exception {
    String long1 = "x".repeat(131_072);
    String[] many = new String[100];
    Arrays.fill(many, "x".repeat(100_000));

    assertFailed(
        run(runtime, r -> r.commandArgs("/bin/sh", "-c", "exit 0", long1)),
        ReasonCode.ARGUMENTS_TOO_LONG,
        "argument list too long");
    assertFailed(
        run(runtime, r -> r.commandArgs("/bin/sh", "-c", "exit 0").putEnvironment("BIG", long1)),
        ReasonCode.ARGUMENTS_TOO_LONG,
        "argument list too long");
    assertFailed(
        run(runtime, r -> r.commandArgs("/bin/sh", "-c", "exit 0").addCommandArgs(many)),
        ReasonCode.ARGUMENTS_TOO_LONG,
        "argument list too long");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void anArgumentThatJustFitsIsPassedOn(TestRuntime runtime) throws Exception {
    String fits = "x".repeat(131_071);

    BuildResult result = run(runtime, r -> r.commandArgs("/bin/sh", "-c", "echo ${#0}", fits));

    assertThat(result.logTail()).as(result.toJson()).isEqualTo("131071\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void aCommandThatPrintsTheLikeIsJustACommand(TestRuntime runtime) throws Exception {
    BuildResult result =
        run(
            runtime,
            r -> r.commandArgs("/bin/sh", "-c", "echo 'exec /x: argument list too long'; exit 1"));

    assertThat(result.reasonCode()).contains(ReasonCode.EXIT);
    assertThat(result.exitCode()).hasValue(1);
  }
}
