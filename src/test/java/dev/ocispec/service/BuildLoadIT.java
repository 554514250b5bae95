package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.Needs;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Many builds, one in ten of them cancelled at a random moment and others faulty, leave nothing.
 * {@code -Docispec.builds=10000} makes it more than the few that are always run.
 */
@Tag("runtime")
class BuildLoadIT extends BuildFixture {
  private static final int BUILDS = Integer.getInteger("ocispec.builds", 30);
  private static final long SEED = Long.getLong("ocispec.seed", 20_261_126);
  private static final int KINDS = 12;
  private static final SandboxLimits SMALL = SandboxLimits.DEFAULT.withMemory(64L << 20);

  /** What is loaded and cached late, a few MiB, whatever the number of builds. */
  private static final long HEAP_SLACK = 16L << 20;

  private final Random random = new Random(SEED);
  private final ScheduledExecutorService canceller = new ScheduledThreadPoolExecutor(1);

  @Test
  void nothingAddsUp(TestReporter reporter) throws Exception {
    run(6); // What is made once, by the first builds, is no leak.
    int files = openFiles();
    int folders = temporaryFolders();
    int groups = deserted();
    int mounts = mounts();
    long heap = heap();

    long begin = System.nanoTime();
    Map<BuildStatus, Integer> ends = run(BUILDS);
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();

    canceller.shutdownNow();
    assertThat(builds).isEmptyDirectory();
    await("open files", () -> openFiles() <= files);
    await("threads", () -> threads().isEmpty());
    assertThat(temporaryFolders()).isEqualTo(folders);
    await("control groups", () -> deserted() <= groups);
    await("mounts", () -> mounts() <= mounts);
    long heapAfter = heap();
    assertThat(heapAfter).as("heap in use").isLessThan(heap + HEAP_SLACK);
    assertThat(ends).containsKeys(BuildStatus.SUCCEEDED, BuildStatus.FAILED);
    assertThat(ends.getOrDefault(BuildStatus.RUNTIME_ERROR, 0)).as(ends.toString()).isZero();
    reporter.publishEntry(
        BUILDS + " builds, seed " + SEED,
        ends
            + " in "
            + millis
            + " ms; open files "
            + files
            + " before, "
            + openFiles()
            + " after;"
            + " folders "
            + folders
            + " before, "
            + temporaryFolders()
            + " after; control groups "
            + groups
            + " before, "
            + deserted()
            + " after; heap "
            + (heap >> 10)
            + " KiB before, "
            + (heapAfter >> 10)
            + " KiB after");
  }

  private Map<BuildStatus, Integer> run(int count) throws Exception {
    Map<BuildStatus, Integer> ends = new EnumMap<>(BuildStatus.class);
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(TestRuntime.RUNC))
                    .concurrency(4)
                    .sandbox(Sandbox.standard().shell(Needs.busybox()).limits(SMALL)))) {
      List<Build> begun = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        begun.add(start(service, i));
      }
      for (int i = 0; i < count; i++) {
        BuildResult result = begun.get(i).result().get(30, TimeUnit.MINUTES);
        ends.merge(result.status(), 1, Integer::sum);
        check(i, result);
      }
    }
    return ends;
  }

  private Build start(BuildService service, int number) {
    Path out = folder.path().resolve("out-" + number);
    return switch (number % KINDS) {
      case 0 -> cancelled(service);
      case 1 -> service.start(request("exit 7"));
      case 2 -> service.start(request("sh -c 'kill -9 $$'; exit $?"));
      case 3 -> service.start(request("sleep 100"), b -> b.timeout(Duration.ofMillis(1500)));
      case 4 -> service.start(request("echo", r -> r.addOutputs("build/o")));
      case 5 -> service.start(request("echo", r -> r.commandArgs("/no/such/command")));
      case 6 -> service.start(request("x=xxxxxxxx; while :; do x=$x$x; done"));
      case 7 ->
          service.start(
              request(
                  "head -c 3000000 /dev/zero > a",
                  r -> r.constraints(c -> c.provideBinSh(true).limits(l -> l.disk(1 << 20)))));
      default ->
          service.start(
              request(
                  "mkdir o; seq 1 100 > o/f; sleep 100 & echo done", r -> r.addOutputs("build/o")),
              b -> b.outputFolder(out));
    };
  }

  /** Cancelled at some moment after its beginning, so also while its folder is made or removed. */
  private Build cancelled(BuildService service) {
    long delay = random.nextInt(2_000_000);
    CompletableFuture<Build> started = new CompletableFuture<>();
    BuildListener listener =
        new BuildListener() {
          @Override
          public void phase(BuildPhase phase) {
            if (phase == BuildPhase.PREPARING) {
              canceller.schedule(
                  () -> started.thenAccept(Build::cancel), delay, TimeUnit.MICROSECONDS);
            }
          }
        };
    Build build = service.start(request("echo begun; sleep 1"), b -> b.listener(listener));
    started.complete(build);
    return build;
  }

  private static void check(int number, BuildResult result) {
    List<BuildStatus> expected =
        switch (number % KINDS) {
          case 0 -> List.of(BuildStatus.CANCELLED, BuildStatus.SUCCEEDED);
          case 1, 2, 5, 6, 7 -> List.of(BuildStatus.FAILED);
          case 3 -> List.of(BuildStatus.TIMED_OUT);
          case 4 -> List.of(BuildStatus.OUTPUT_MISSING);
          default -> List.of(BuildStatus.SUCCEEDED);
        };
    assertThat(result.status()).as(number + ": " + result.toJson()).isIn(expected);
    if (number % KINDS == 6 && HostFacts.detect().cgroupControllers().contains("memory")) {
      assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.OUT_OF_MEMORY);
    }
    if (number % KINDS == 7) {
      assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.DISK_FULL);
    }
  }

  /** What lives after the garbage is gone. */
  private static long heap() {
    System.gc();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Mounts of builds in this process' view of the host. */
  private static int mounts() {
    try {
      return (int)
          Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1).stream()
              .filter(line -> line.contains("/" + BuildFolder.PREFIX))
              .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int openFiles() {
    return count(Path.of("/proc/self/fd"), "");
  }

  private static int temporaryFolders() {
    return count(
        Path.of(System.getProperty("java.io.tmpdir")),
        "ocispec-call-" + ProcessHandle.current().pid() + "-");
  }

  /** Control groups of builds without a process in them; those of other tests come and go. */
  private static int deserted() {
    try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"), 4)) {
      return (int) groups.filter(BuildLoadIT::isDeserted).count();
    } catch (IOException | UncheckedIOException e) {
      return Integer.MAX_VALUE; // A group went while it was looked at; whoever awaits asks again.
    }
  }

  private static boolean isDeserted(Path group) {
    if (!group.getFileName().toString().startsWith(BuildFolder.PREFIX)) {
      return false;
    }
    try (Stream<Path> below = Files.walk(group)) {
      for (Path each : below.filter(Files::isDirectory).toList()) {
        if (!Files.readString(each.resolve("cgroup.procs")).isBlank()) {
          return false;
        }
      }
      return true;
    } catch (UncheckedIOException e) {
      return false;
    } catch (IOException e) {
      return false; // Gone, or one that can't say.
    }
  }

  private static int count(Path place, String prefix) {
    try (Stream<Path> files = Files.list(place)) {
      return (int) files.filter(file -> file.getFileName().toString().startsWith(prefix)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("ocispec-"))
        .toList();
  }

  private static void await(String what, BooleanSupplier flat) {
    assertThat(Eventually.holds(Duration.ofSeconds(10), flat))
        .as("%s are as many as before: %s", what, threads())
        .isTrue();
  }
}
