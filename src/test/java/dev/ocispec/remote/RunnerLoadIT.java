package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.remote.protocol.internal.RunRequest;
import dev.ocispec.remote.protocol.internal.RunResponse;
import io.grpc.Status;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many actions on one runner, four at a time, some of which fail in every way. With {@code
 * -Docispec.actions=1000} as many as that.
 */
@Tag("runtime")
class RunnerLoadIT {
  private static final int ACTIONS = Integer.getInteger("ocispec.actions", 42);
  private static final int KINDS = 7;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestFolder folder = TestFolder.make();
  private final ScheduledExecutorService canceller = Executors.newScheduledThreadPool(1);
  private Path shared;
  private Optional<Process> runner = Optional.empty();

  @AfterEach
  void nothingIsLeft() throws Exception {
    try {
      canceller.shutdownNow();
      if (runner.isPresent()) {
        runner.get().destroyForcibly().waitFor();
        folder.assertNothingRuns();
      }
    } finally {
      folder.remove();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ROOT", "CI"})
  void actionsOfEveryKindOfEndLeaveNothingBehind(TestUser user, TestReporter reporter)
      throws Exception {
    List<String> prefix = user.prefix("runc");
    Needs.rootAndRunc();
    folder.giveTo(user);
    shared = Files.createDirectory(folder.path().resolve("shared"));
    Path builds = folder.path().resolve("builds");
    Path socket = folder.path().resolve("runner");
    Process process = listen(prefix, socket, builds);
    runner = Optional.of(process);

    try (TestWorker worker = new TestWorker(socket, shared, user)) {
      run(worker, KINDS); // What is opened once is open from now on.
      long files = openFiles(process);
      long begin = System.nanoTime();
      Map<String, Integer> ends = run(worker, ACTIONS);
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();

      assertThat(ends)
          .containsOnlyKeys(
              "0",
              "7",
              "137",
              Status.Code.CANCELLED.name(),
              Status.Code.INVALID_ARGUMENT.name(),
              Status.Code.ALREADY_EXISTS.name());
      assertThat(Eventually.holds(PATIENCE, () -> entries(builds) == 0)).as("builds left").isTrue();
      assertThat(Eventually.holds(PATIENCE, () -> openFiles(process) <= files))
          .as("open files before and after: " + files + ", " + openFiles(process))
          .isTrue();
      reporter.publishEntry(
          ACTIONS + " actions as " + user.user(),
          ends
              + " in "
              + millis
              + " ms; open files "
              + files
              + " before, "
              + openFiles(process)
              + " after; memory of the runner "
              + residentKib(process)
              + " KiB");
    }

    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(socket).doesNotExist();
  }

  private Process listen(List<String> prefix, Path socket, Path builds) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        JavaProgram.commandLine(
            List.of("-Xmx256m"),
            "dev.ocispec.cli.Main",
            List.of(
                "remote",
                "runner",
                "--listen",
                "unix:" + socket,
                "--builds",
                builds.toString(),
                "--build-directory",
                shared.toString())));
    File log = folder.path().resolve("log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    boolean up = Eventually.holds(PATIENCE, () -> Files.exists(socket) || !process.isAlive());
    assertThat(up && process.isAlive()).as(Files.readString(log.toPath())).isTrue();
    return process;
  }

  private Map<String, Integer> run(TestWorker worker, int count) throws Exception {
    Semaphore four = new Semaphore(4);
    List<TestWorker.Layout> actions = new ArrayList<>();
    List<ListenableFuture<RunResponse>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TestWorker.Layout action = worker.layout();
      actions.add(action);
      four.acquire();
      ListenableFuture<RunResponse> call = worker.futures().run(request(action, i));
      call.addListener(four::release, Runnable::run);
      calls.add(call);
      if (i % KINDS == 6) {
        canceller.schedule(() -> call.cancel(true), 300, TimeUnit.MILLISECONDS);
      }
    }
    Map<String, Integer> ends = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String end = end(calls.get(i));
      ends.merge(end, 1, Integer::sum);
      if (end.equals("0")) {
        assertThat(actions.get(i).root().resolve("n")).hasContent(Integer.toString(i));
        assertThat(actions.get(i).stdout()).isEqualTo("n\n");
      }
    }
    return ends;
  }

  private static RunRequest request(TestWorker.Layout action, int number) throws IOException {
    return switch (number % KINDS) {
      case 2 -> action.request("sh", "-c", "exit 7").build();
      case 3 -> action.request("sh", "-c", "kill -KILL $$").build();
      case 4 -> action.request("no-such-program").build();
      case 5 -> {
        Files.writeString(action.folder().resolve("stderr"), "");
        yield action.request("true").build();
      }
      case 6 -> action.request("sleep", "1000").build();
      default -> action.request("sh", "-c", "echo " + number + " > n; ls").build();
    };
  }

  private static String end(ListenableFuture<RunResponse> call) throws Exception {
    try {
      return Long.toString(call.get(120, TimeUnit.SECONDS).getExitCode());
    } catch (CancellationException e) {
      return Status.Code.CANCELLED.name();
    } catch (ExecutionException e) {
      return Status.fromThrowable(e).getCode().name();
    }
  }

  private static long openFiles(Process process) {
    return entries(Path.of("/proc", Long.toString(process.pid()), "fd"));
  }

  private static long entries(Path directory) {
    String[] names = directory.toFile().list();
    return names == null ? 0 : names.length;
  }

  private static String residentKib(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .findFirst()
        .orElseThrow();
  }
}
