package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** One runtime with a root folder and a container id of its own, and a look at what is left. */
abstract class RuntimeFixture {
  static final Duration SOON = Duration.ofSeconds(20);

  @Parameter TestRuntime kind;
  @TempDir Path folder;
  OciRuntime runtime;
  String id;
  private RuntimeLeftovers leftovers;

  @BeforeEach
  void begin() {
    runtime = kind.in(folder);
    id = RuntimeLeftovers.uniqueId();
    leftovers = new RuntimeLeftovers(folder, id);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    if (runtime == null) {
      return; // Skipped: this runtime can't be had.
    }
    assertThat(runtime.list()).isEmpty();
    leftovers.assertNone();
  }

  TestBundle newBundle(String... args) {
    return TestBundle.in(folder.resolve("bundle"), args);
  }

  Path bundle(String... args) {
    return newBundle(args).folder();
  }
}
