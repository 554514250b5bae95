package dev.ocispec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.runtime.TestRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of users' tests where no container can be run. */
@Tag("unit")
class ContainersMissingTest {
  private static final String PREFIX = "ocispec.containers.";

  @TempDir Path folder;

  private List<String> mixed(String... settings) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(PREFIX + "busybox", busybox().toString());
    for (int i = 0; i < settings.length; i += 2) {
      parameters.put(PREFIX + settings[i], settings[i + 1]);
    }
    return BoxProgram.run(BoxSamples.Mixed.class, parameters);
  }

  private Path busybox() {
    return TestRuntime.script(folder, "busybox", "#!/bin/sh\necho sh\n");
  }

  @Test
  void aTestThatAsksForOneIsSkippedWithTheReasonAndNoOther() {
    assertThat(mixed("runtime", "no-such-runtime"))
        .containsExactlyInAnyOrder(
            "asks(TestContainer) SKIPPED containers need the runtime no-such-runtime, which is"
                + " missing",
            "asksForNothing SUCCESSFUL");
  }

  @Test
  void aPathThatIsNoProgramIsNamed() {
    Path nothing = folder.resolve("runtime");

    assertThat(mixed("runtime", nothing.toString()))
        .contains(
            "asks(TestContainer) SKIPPED containers need a runtime: " + nothing + " is no program");
  }

  @Test
  void aBusyboxThatIsMissingIsNamed() {
    Path nothing = folder.resolve("none");

    assertThat(mixed("busybox", nothing.toString(), "runtime", "/bin/true"))
        .contains(
            "asks(TestContainer) SKIPPED containers need a busybox: " + nothing + " is no program");
  }

  @Test
  void whereContainersAreRequiredTheTestFailsWithTheReason() {
    assertThat(mixed("runtime", "no-such-runtime", "required", "true"))
        .hasSize(2)
        .contains("asksForNothing SUCCESSFUL")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("asks FAILED")
                    .contains("containers need the runtime no-such-runtime, which is missing"));
  }

  /** Being installed is not enough. */
  @Test
  void aRuntimeThatCanRunNothingIsPassedOver() {
    WorkingRuntime found = WorkingRuntime.find(busybox());

    assertThat(found.runtime()).isEmpty();
    assertThat(found.missing().orElseThrow())
        .matches(
            "(?s)containers need a runtime, one of runc, crun, runsc"
                + "|no runtime can run a container here: (runc|crun|runsc): .*");
  }

  @Test
  void aRuntimeThatIsNamedIsNotTriedBefore() {
    assertThat(mixed("runtime", "/bin/false"))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("asks FAILED"));
  }
}
