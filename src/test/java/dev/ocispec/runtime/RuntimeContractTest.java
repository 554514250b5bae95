package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.state.ContainerState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every runtime: the fake one, runc, and crun. */
@ParameterizedClass
@EnumSource(TestRuntime.class)
class RuntimeContractTest {
  private final TestRuntime kind;
  @TempDir Path folder;
  private OciRuntime runtime;
  private String id;
  private Leftovers leftovers;

  RuntimeContractTest(TestRuntime kind) {
    this.kind = kind;
  }

  @BeforeEach
  void begin() {
    runtime = kind.in(folder);
    id = Leftovers.uniqueId();
    leftovers = new Leftovers(folder, id);
  }

  @AfterEach
  void nothingIsLeftBehind() {
    leftovers.assertNone();
  }

  private Path bundle(String... args) {
    return TestBundle.in(folder.resolve("bundle"), args).folder();
  }

  @Test
  void aRunGivesExitCodeAndBothStreams() {
    RunResult run = runtime.run(id, bundle("sh", "-c", "echo out; echo err >&2; exit 7"));
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.isSuccess()).isFalse();
    assertThat(run.signal()).isEmpty();
    assertThat(run.stdout().text()).isEqualTo("out\n");
    assertThat(run.stderr().text()).isEqualTo("err\n");
    assertThat(run.duration()).isPositive();
  }

  @Test
  void aContainerIsCreatedStartedAndAwaited() {
    try (Container container = runtime.create(id, bundle("sh", "-c", "echo out; echo err >&2"))) {
      assertThat(container.state().status()).isEqualTo(ContainerState.CREATED);
      assertThat(container.stdout().text()).isEmpty();
      container.start();
      assertThat(container.awaitStopped(Duration.ofSeconds(10)).status())
          .isEqualTo(ContainerState.STOPPED);
      assertThat(container.stdout().text()).isEqualTo("out\n");
      assertThat(container.stderr().text()).isEqualTo("err\n");
    }
    assertThatThrownBy(() -> runtime.state(id)).isInstanceOf(ContainerNotFoundException.class);
  }

  @Test
  void aDeadlineKillsTheRunAndItsContainer() {
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    assertThatThrownBy(() -> runtime.run(id, bundle, r -> r.timeout(Duration.ofSeconds(1))))
        .isInstanceOfSatisfying(
            RuntimeTimedOutException.class,
            e -> {
              assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(1));
              assertThat(e.stdout().text()).isEqualTo("begun\n");
              assertThat(e)
                  .hasMessageEndingWith(
                      "run " + id + ": killed, because it was not done within 1 s");
              assertThat(e.getSuppressed()).isEmpty();
            });
  }

  @Test
  void aMissingProgramIsToldFromAFailingOne() {
    Path bundle = bundle("nosuch");
    assertThatThrownBy(() -> runtime.run(id, bundle))
        .isInstanceOf(CommandNotFoundException.class)
        .hasMessageContaining("run " + id + ": ")
        .hasMessageContaining("nosuch");
    assertThatThrownBy(() -> runtime.create(id, bundle))
        .isInstanceOf(CommandNotFoundException.class);
  }

  @Test
  void aHundredMegabytesOfOutputAreReadInBoundedMemory() {
    RunResult run =
        runtime.run(
            id,
            bundle("sh", "-c", "dd if=/dev/zero bs=1048576 count=100 2>/dev/null; echo end"),
            r -> r.keepBytes(1000));
    assertThat(run.exitCode()).isZero();
    assertThat(run.stdout().totalBytes()).isEqualTo(104_857_604L);
    assertThat(run.stdout().isTruncated()).isTrue();
    assertThat(run.stdout().bytes()).hasSize(1000);
    assertThat(run.stdout().text()).endsWith("end\n");
  }

  @Test
  void listenersHearTheStreamsWhileTheyAreWritten() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    runtime.run(
        id,
        bundle("sh", "-c", "cat; echo b >&2"),
        r ->
            r.stdin("a1\na2".getBytes(StandardCharsets.UTF_8))
                .stdout(OutputListener.lines(line -> lines.add("out " + line)))
                .stderr(OutputListener.lines(line -> lines.add("err " + line))));
    assertThat(lines).containsExactlyInAnyOrder("out a1", "out a2", "err b");
  }

  @Test
  void anIdIsTakenOnlyOnce() throws Exception {
    Path bundle = bundle("sleep", "100");
    try (Container container = runtime.create(id, bundle)) {
      container.start();
      assertThatThrownBy(() -> runtime.create(id, bundle))
          .isInstanceOf(ContainerExistsException.class);
      assertThatThrownBy(() -> runtime.run(id, bundle))
          .isInstanceOf(ContainerExistsException.class);
      assertThat(container.state().status()).isEqualTo(ContainerState.RUNNING);
    }
    assertThat(Files.exists(folder.resolve("root").resolve(id))).isFalse();
  }
}
