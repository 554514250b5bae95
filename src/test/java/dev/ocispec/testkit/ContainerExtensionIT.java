package dev.ocispec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users' tests with real runtimes: what they see, and that nothing of them is left. */
@Tag("runtime")
class ContainerExtensionIT {
  private static final String RUNTIME = "ocispec.containers.runtime";

  private final TestFolder folder = TestFolder.make();

  @AfterEach
  void remove() {
    folder.remove();
  }

  private List<String> run(TestRuntime runtime, Class<?> type) throws IOException {
    OciRuntime real = runtime.in(folder.path());
    Needs.busybox();
    List<String> lines = BoxProgram.run(type, Map.of(RUNTIME, real.executable().toString()));
    return outcomes(lines);
  }

  /** What was printed of tests, once nothing is left of the folders that they used. */
  private static List<String> outcomes(List<String> lines) throws IOException {
    List<String> outcomes = new ArrayList<>();
    String mounts = Files.readString(Path.of("/proc/self/mountinfo"));
    int folders = 0;
    for (String line : lines) {
      if (line.startsWith("folder ")) {
        Path used = Path.of(line.substring("folder ".length()));
        assertThat(used).doesNotExist();
        assertThat(mounts).doesNotContain(used.toString());
        assertThat(commandLines())
            .noneMatch(command -> command.contains(used.toString()))
            .noneMatch(command -> command.contains("sleep 98761"));
        folders++;
      } else {
        outcomes.add(line);
      }
    }
    assertThat(folders).isPositive();
    return outcomes;
  }

  private static List<String> commandLines() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.flatMap(process -> process.info().commandLine().stream()).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void commandsRunAsRoot(TestRuntime runtime) throws IOException {
    assertThat(run(runtime, BoxSamples.Commands.class))
        .containsExactlyInAnyOrder(
            "says SUCCESSFUL",
            "isRootWithTheHostNameBox SUCCESSFUL",
            "isChangedByEdits SUCCESSFUL",
            "readsInputAndSharesFiles SUCCESSFUL",
            "hasTwoBoxes SUCCESSFUL");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void aFailedTestLeavesNothingBehind(TestRuntime runtime) throws IOException {
    assertThat(run(runtime, BoxSamples.Failing.class))
        .containsExactlyInAnyOrder("fails FAILED as meant", "endsByItself SUCCESSFUL");
  }

  @Test
  void whatIsStillMountedIsUnmounted() throws IOException {
    assertThat(run(TestRuntime.RUNC, BoxSamples.Mounting.class))
        .containsExactly("mounts SUCCESSFUL");
  }

  @Test
  void testsRunInParallel() throws IOException {
    assertThat(run(TestRuntime.RUNC, BoxSamples.Parallel.class))
        .hasSize(8)
        .allMatch(line -> line.endsWith(" SUCCESSFUL"));
  }

  @Test
  void aBoxOfTheClassIsSharedByItsTests() throws IOException {
    assertThat(run(TestRuntime.RUNC, BoxSamples.Shared.class))
        .containsExactlyInAnyOrder("one SUCCESSFUL", "other SUCCESSFUL");
  }

  @ParameterizedTest
  @EnumSource(names = {"CI", "CI2"})
  void anOrdinaryUserRunsTheSame(TestUser user) throws IOException {
    assertThat(outcomes(program(user, "runc", "Commands")))
        .hasSize(5)
        .allMatch(line -> line.endsWith(" SUCCESSFUL"));
  }

  @Test
  void anOrdinaryUsersFailedTestLeavesNothingBehind() throws IOException {
    assertThat(outcomes(program(TestUser.CI, "runc", "Failing")))
        .containsExactlyInAnyOrder("fails FAILED as meant", "endsByItself SUCCESSFUL");
  }

  @Test
  void crunServesAnOrdinaryUserAsWell() throws IOException {
    assertThat(outcomes(program(TestUser.CI, "crun", "Commands", RUNTIME + "=crun")))
        .hasSize(5)
        .allMatch(line -> line.endsWith(" SUCCESSFUL"));
  }

  private static List<String> program(TestUser user, String runtime, String... args) {
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(JavaProgram.commandLine(List.of(), BoxProgram.class.getName(), List.of(args)));
    JavaProgram.Result result = JavaProgram.run(line);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out().lines().toList();
  }
}
