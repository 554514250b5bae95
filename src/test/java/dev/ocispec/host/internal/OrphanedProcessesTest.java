package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a runtime left is known by the state folder among its arguments. */
@Tag("unit")
class OrphanedProcessesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  /** Starts a process that has the argument, and whose parent ends at once. */
  private ProcessHandle orphan(String argument) throws Exception {
    Path pid = folder.resolve("pid");
    new ProcessBuilder(
            "/bin/sh",
            "-c",
            "/bin/sh -c 'sleep 60; :' sh \"$1\" & echo $! >\"$2\"",
            "sh",
            argument,
            pid.toString())
        .start()
        .waitFor();
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    assertThat(Eventually.holds(PATIENCE, () -> runs(process))).isTrue();
    return process;
  }

  private static boolean runs(ProcessHandle process) {
    return ProcStat.of(process.pid()).filter(stat -> !stat.dead()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--root="})
  void aProcessWithTheStateFolderAmongItsArgumentsIsKilled(String option) throws Exception {
    Path state = folder.resolve("state");
    ProcessHandle process = orphan(option + state);

    new OrphanedProcesses(state, "no-such-name", List.of()).kill();

    assertThat(runs(process)).isFalse();
  }

  @Test
  void aHookThatWaitsAtAPipeIsKilled() throws Exception {
    Path pipe = folder.resolve("network-build-1/gate");
    ProcessHandle process = orphan(pipe.toString());
    ProcessHandle other = orphan(folder.resolve("network-build-2/gate").toString());

    new OrphanedProcesses(folder.resolve("state"), "no-such-name", List.of(), List.of(pipe)).kill();

    assertThat(runs(process)).isFalse();
    assertThat(runs(other)).isTrue();
    other.destroyForcibly();
  }

  @ParameterizedTest
  @ValueSource(strings = {"er", "/below"})
  void aProcessWithAnotherFolderIsNot(String suffix) throws Exception {
    Path state = folder.resolve("state");
    ProcessHandle process = orphan("--root=" + state + suffix);

    new OrphanedProcesses(state, "no-such-name", List.of()).kill();

    assertThat(runs(process)).isTrue();
    process.destroyForcibly();
  }
}
