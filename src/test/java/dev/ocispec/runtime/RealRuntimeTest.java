package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.spec.LinuxResources;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What needs a runtime that isolates: limits, the specification's own refusals, rights. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(value = TestRuntime.class, names = "FAKE", mode = EnumSource.Mode.EXCLUDE)
class RealRuntimeTest extends RuntimeFixture {
  @Test
  void limitsAreChangedWhileTheContainerRuns() throws Exception {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      container.start();
      runtime.update(id, LinuxResources.builder().pids(p -> p.limit(17)).build());
      assertThat(pidsLimit(container.state())).isEqualTo("17");
    }
  }

  /** crun 1.8.1 would give it the variables that are added and no others. */
  @Test
  void aFurtherProcessHasTheVariablesOfTheContainerAndThoseThatAreAdded() {
    TestBundle bundle = newBundle("sh");
    bundle.write(
        bundle.spec("sleep", "100").toBuilder()
            .process(p -> p.addEnv("KEPT=1").addEnv("CHANGED=old"))
            .build());
    try (Container container = runtime.create(id, bundle.folder())) {
      container.start();
      RunResult exec =
          runtime.exec(
              id,
              List.of("sh", "-c", "echo $PATH $KEPT $CHANGED $ADDED; pwd; /bin/busybox id -u"),
              e -> e.env("CHANGED", "new").env("ADDED", "a=b").cwd("/proc").user(5, 6));
      assertThat(exec.stdout().text()).isEqualTo("/bin 1 new a=b\n/proc\n5\n");
    }
  }

  private static String pidsLimit(State state) throws Exception {
    for (String line :
        Files.readAllLines(Path.of("/proc/" + state.pid().getAsLong() + "/cgroup"))) {
      String[] parts = line.split(":", 3);
      Path hierarchy = Path.of("/sys/fs/cgroup", parts[1]);
      if (parts[1].equals("pids") || parts[1].isEmpty()) {
        Path limit = Path.of(hierarchy + parts[2], "pids.max");
        if (Files.exists(limit)) {
          return Files.readString(limit).strip();
        }
      }
    }
    return "no cgroup with a limit of pids";
  }

  @Test
  void statisticsAreReadOrSaidToBeUnsupported() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      container.start();
      if (kind == TestRuntime.CRUN) {
        assertThatThrownBy(() -> runtime.stats(id))
            .isInstanceOf(UnsupportedVerbException.class)
            .hasMessage("crun events " + id + ": unknown command events");
        assertThatThrownBy(() -> runtime.events(id, e -> {}, o -> {}))
            .isInstanceOf(UnsupportedVerbException.class);
        return;
      }
      ContainerEvent stats = runtime.stats(id);
      assertThat(stats.type()).isEqualTo("stats");
      assertThat(stats.id()).isEqualTo(id);
      assertThat(stats.cpuNanos()).isPresent();
      assertThat(stats.memoryBytes()).isPresent();
      assertThat(stats.pids()).get().hasToString("1");
    }
  }

  @Test
  void aConfigurationThatTheRuntimeRefusesIsNoWorkloadsEnd() {
    TestBundle bundle = newBundle("sh");
    bundle.write(
        bundle.spec("sh").toBuilder()
            .process(p -> p.addRlimit(r -> r.type("RLIMIT_NOPE").soft(1).hard(1)))
            .build());
    for (Runnable verb :
        List.<Runnable>of(
            () -> runtime.run(id, bundle.folder()), () -> runtime.create(id, bundle.folder()))) {
      assertThatThrownBy(verb::run)
          .isInstanceOf(BundleRefusedException.class)
          .hasMessageContaining("RLIMIT_NOPE");
    }
  }

  @Test
  void aCreateThatHangsIsEndedAndLeavesNothing() {
    TestBundle bundle = newBundle("sleep", "100");
    bundle.write(
        bundle.spec("sleep", "100").toBuilder()
            .linux(l -> l.seccomp(s -> s.defaultAction("SCMP_ACT_KILL")))
            .build());
    assertThatThrownBy(
            () -> runtime.create(id, bundle.folder(), c -> c.timeout(Duration.ofSeconds(2))))
        .isInstanceOf(RuntimeFailureException.class)
        .extracting(Throwable::getSuppressed)
        .isEqualTo(new Throwable[0]);
  }

  @Test
  void aStartWhoseProcessNeverRunsShowsInTheStateAndOnStandardError() {
    TestBundle bundle = newBundle("sleep", "100");
    bundle.write(
        bundle.spec("sleep", "100").toBuilder()
            .hooks(h -> h.addStartContainer(hook -> hook.path("/bin/nosuch")))
            .build());
    try (Container container = runtime.create(id, bundle.folder())) {
      container.start();
      assertThat(container.awaitStopped(SOON).status()).isEqualTo(ContainerState.STOPPED);
      assertThat(container.stderr().text()).contains("nosuch");
    }
  }

  @Test
  void theLastWordsOfTheLogAreTheReason() {
    TestBundle bundle = newBundle("nosuch");
    assertThatThrownBy(() -> runtime.run(id, bundle.folder()))
        .isInstanceOfSatisfying(
            CommandNotFoundException.class,
            e -> {
              assertThat(e.call().verb()).isEqualTo("run");
              assertThat(e.call().containerId()).contains(id);
              assertThat(e.call().exitCode()).hasValue(1);
              assertThat(e.call().commandLine())
                  .startsWith(runtime.executable().toString(), "--root")
                  .contains("--log-format", "json", "run")
                  .endsWith(id);
              assertThat(e.call().log()).last().matches(LogMessage::isError);
              assertThat(e.call().reason())
                  .isEqualTo(e.call().log().get(e.call().log().size() - 1).message());
            });
  }
}
