package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import dev.ocispec.Eventually;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.remote.protocol.internal.CheckReadinessRequest;
import dev.ocispec.remote.protocol.internal.POSIXResourceUsage;
import dev.ocispec.remote.protocol.internal.RunRequest;
import dev.ocispec.remote.protocol.internal.RunResponse;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.InPlaceCommand;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runner as a worker sees it, with real containers. */
@Tag("runtime")
class BuildbarnRunnerIT {
  private TestFolder folder;
  private Path shared;
  private BuildbarnRunner runner;
  private TestWorker worker;

  @BeforeEach
  void start() throws IOException {
    folder = TestFolder.make();
    Needs.rootAndRunc();
    shared = Files.createDirectory(folder.path().resolve("shared"));
    Path socket = folder.path().resolve("runner");
    runner =
        BuildbarnRunner.listen(
            socket,
            shared,
            o ->
                o.builds(URI.create("oci://" + folder.path().resolve("builds")))
                    .runtime(TestRuntime.RUNC.in(folder.path().resolve("runtime"))));
    worker = new TestWorker(socket, shared);
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      if (runner != null) {
        worker.close();
        runner.close();
        assertThat(folder.path().resolve("runner")).doesNotExist();
        folder.assertNothingRuns();
        if (Files.exists(folder.path().resolve("builds"))) {
          assertThat(folder.path().resolve("builds")).isEmptyDirectory();
        }
      }
    } finally {
      folder.remove();
    }
  }

  private Status refused(RunRequest request) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> worker.calls().run(request))
        .getStatus();
  }

  @Test
  void anActionLeavesItsOutputsItsLogsAndWhatItUsed() throws Exception {
    TestWorker.Layout action = worker.layout();
    Files.createDirectories(action.root().resolve("pkg/out"));
    Files.writeString(action.root().resolve("pkg/in"), "input");

    RunResponse response =
        worker
            .calls()
            .run(
                action
                    .request(
                        "sh", "-c", "cat in; echo problem >&2; pwd; echo $KEY > out/file; exit 7")
                    .putEnvironmentVariables("KEY", "value")
                    .setWorkingDirectory("pkg")
                    .build());

    assertThat(response.getExitCode()).isEqualTo(7);
    assertThat(action.stdout()).isEqualTo("input" + InPlaceCommand.DEFAULT_PLACE + "/pkg\n");
    assertThat(action.stderr()).isEqualTo("problem\n");
    assertThat(action.root().resolve("pkg/out/file")).hasContent("value");
    POSIXResourceUsage used = response.getResourceUsage(0).unpack(POSIXResourceUsage.class);
    assertThat(used.getMaximumResidentSetSize()).isBetween(100_000L, 1L << 30);
    assertThat(used.getTerminationSignal()).isEmpty();
    JsonNode seen =
        JsonMapper.shared()
            .readTree(action.folder().resolve("server_logs/attestation.json").toFile());
    assertThat(seen.get("holds").asBoolean()).isTrue();
    assertThat(seen.get("checks").size()).isGreaterThan(10);
  }

  @Test
  void theHostIsOutOfReach() throws Exception {
    TestWorker.Layout action = worker.layout();

    worker
        .calls()
        .run(
            action
                .request(
                    "sh",
                    "-c",
                    "id -u; cat /proc/net/dev | tail -n +3 | cut -d: -f1; ls -d /root /home;"
                        + " touch /usr/x")
                .build());

    assertThat(action.stdout().lines().map(String::strip))
        .doesNotContain("0", "/root", "/home")
        .contains("lo");
    assertThat(action.stdout().lines()).hasSize(2);
    assertThat(action.stderr()).contains("/usr/x");
    assertThat(Path.of("/usr/x")).doesNotExist();
  }

  @Test
  void aSignalIsToldBesideTheExitCode() throws Exception {
    TestWorker.Layout action = worker.layout();

    RunResponse killed = worker.calls().run(action.request("sh", "-c", "kill -KILL $$").build());
    RunResponse exited =
        worker.calls().run(worker.layout().request("sh", "-c", "exit 137").build());

    assertThat(List.of(killed.getExitCode(), exited.getExitCode())).containsExactly(137L, 137L);
    assertThat(killed.getResourceUsage(0).unpack(POSIXResourceUsage.class).getTerminationSignal())
        .isEqualTo("KILL");
    assertThat(exited.getResourceUsage(0).unpack(POSIXResourceUsage.class).getTerminationSignal())
        .isEmpty();
  }

  @Test
  void requestsThatCannotBeRunAreInvalidArguments() throws Exception {
    Path outside = Files.createDirectory(folder.path().resolve("outside"));
    Files.createSymbolicLink(shared.resolve("link"), outside);
    List<RunRequest> invalid =
        List.of(
            worker.layout().request().build(),
            worker.layout().request("no-such-program").build(),
            worker.layout().request("/no/such/program").build(),
            worker.layout().request("/etc/os-release").build(),
            worker.layout().request("true").setInputRootDirectory("../outside").build(),
            worker.layout().request("true").setInputRootDirectory(outside.toString()).build(),
            worker.layout().request("true").setInputRootDirectory("link").build(),
            worker.layout().request("true").setWorkingDirectory("..").build(),
            worker.layout().request("true").setWorkingDirectory("missing").build(),
            worker.layout().request("true").setStdoutPath("link/stdout").build(),
            worker.layout().request("true").setStderrPath("../stderr").build(),
            worker.layout().request("true").setServerLogsDirectory("/tmp").build());

    for (RunRequest request : invalid) {
      assertThat(refused(request).getCode())
          .as(request.toString())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aFileThatIsThereIsNeverWritten() throws Exception {
    TestWorker.Layout action = worker.layout();
    Files.writeString(action.folder().resolve("stdout"), "before");

    Status status = refused(action.request("echo", "hi").build());

    assertThat(status.getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
    assertThat(status.getDescription()).contains("expected to make a new file");
    assertThat(action.stdout()).isEqualTo("before");
  }

  @Test
  void cancellingTheCallKillsTheAction() throws Exception {
    TestWorker.Layout action = worker.layout();
    ListenableFuture<RunResponse> run =
        worker.futures().run(action.request("sh", "-c", "echo begun; sleep 1000").build());
    assertThat(
            Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                  try {
                    return action.stdout().equals("begun\n");
                  } catch (IOException e) {
                    return false;
                  }
                }))
        .isTrue();

    run.cancel(true);

    assertThat(
            Eventually.holds(
                Duration.ofSeconds(20),
                () -> folder.path().resolve("builds").toFile().list().length == 0))
        .isTrue();
    folder.assertNothingRuns();
  }

  @Test
  void aWorkerThatSharesAnotherDirectoryIsNotReady() throws Exception {
    Files.createFile(shared.resolve("ready"));

    worker.calls().checkReadiness(CheckReadinessRequest.newBuilder().setPath("ready").build());
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                worker
                    .calls()
                    .checkReadiness(CheckReadinessRequest.newBuilder().setPath("other").build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void fourActionsAtATimeDoNotMeet() throws Exception {
    List<TestWorker.Layout> actions = new ArrayList<>();
    List<ListenableFuture<RunResponse>> runs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      TestWorker.Layout action = worker.layout();
      actions.add(action);
      runs.add(worker.futures().run(action.request("sh", "-c", "echo " + i + " > n; ls").build()));
      if (i >= 4) {
        runs.get(i - 4).get(60, TimeUnit.SECONDS);
      }
    }

    for (int i = 0; i < runs.size(); i++) {
      assertThat(runs.get(i).get(60, TimeUnit.SECONDS).getExitCode()).isZero();
      assertThat(actions.get(i).root().resolve("n")).hasContent(Integer.toString(i));
      assertThat(actions.get(i).stdout()).isEqualTo("n\n");
    }
  }
}
