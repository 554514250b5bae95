package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.state.ContainerState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code docs/runtime.md}, with ids of its own. */
@Tag("unit")
class RunABundleExampleTest {
  @TempDir Path folder;

  @Test
  void aBundleRunsInTheForegroundAndInTheBackground() {
    OciRuntime runc = TestRuntime.RUNC.in(folder);
    Path bundle = TestBundle.in(folder.resolve("bundle"), "sh", "-c", "exit 7").folder();
    String demo = RuntimeLeftovers.uniqueId();
    RunResult run = runc.run(demo + "-1", bundle, r -> r.timeout(Duration.ofSeconds(10)));
    assertThat(run.exitCode() + " " + run.signal()).isEqualTo("7 Optional.empty");
    try (Container c = runc.create(demo + "-2", bundle)) {
      c.start();
      assertThat(c.awaitStopped(Duration.ofSeconds(10)).status()).isEqualTo(ContainerState.STOPPED);
    }
    assertThat(runc.list()).isEmpty();
  }
}
