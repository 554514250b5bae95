package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.remote.protocol.internal.LogFile;
import dev.ocispec.remote.protocol.internal.PreconditionFailure;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.Build;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import dev.ocispec.service.ReasonCode;
import io.grpc.Status;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes of an engine's faults: a result, or another attempt, and never a hang. */
@Tag("unit")
class RemoteFaultsTest extends EngineFixture {
  @Test
  void anUploadGoesOnWhereItBroke() throws Exception {
    Path large = Files.write(folder.resolve("large"), new byte[2 << 20]);
    engine.streams.breaks.set(1);

    BuildResult result = build(REQUEST.toBuilder().inputsDir("i").addInput("large", large).build());

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.streams.received.get()).isEqualTo(2 << 20);
    assertThat(engine.calls("QueryWriteStatus")).isEqualTo(1);
  }

  @Test
  void aNameThatLeavesItsFolderIsRefused() throws Exception {
    for (String name : List.of("..", ".", "", "a/b", "/etc")) {
      answer(FakeExecution.done(withTree(Directory.getDefaultInstance(), name)));

      BuildResult result = build(REQUEST, o -> o.outputFolder(folder.resolve("result")));

      assertThat(result.reasonCode()).as(name).contains(ReasonCode.ENGINE_FAILED);
      assertThat(result.reason().orElseThrow()).contains("the name \"" + name + "\" in a tree");
    }
  }

  @Test
  void aBrokenStreamIsTakenUpAgain() throws Exception {
    answer(FakeExecution.breaks());
    engine.execution.waits.add(FakeExecution.done(FakeExecution.succeeded().build()));

    assertThat(build(REQUEST).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.calls("Execute")).isEqualTo(1);
    assertThat(engine.calls("WaitExecution")).isEqualTo(1);
  }

  @Test
  void anEngineThatHasForgottenTheBuildRunsItAgain() throws Exception {
    answer(FakeExecution.breaks(), FakeExecution.done(FakeExecution.succeeded().build()));

    assertThat(build(REQUEST).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.calls("Execute")).isEqualTo(2);
  }

  @Test
  void aStreamThatBreaksAgainAndAgainIsToldAsSuch() throws Exception {
    answer(FakeExecution.breaks());
    engine.execution.waits.add(FakeExecution.fails(Status.UNAVAILABLE.withDescription("cut")));

    BuildResult result = build(REQUEST);

    assertThat(result.status()).isEqualTo(BuildStatus.RUNTIME_ERROR);
    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_STREAM_BROKEN);
    assertThat(result.reason().orElseThrow()).contains("in 3 attempts", "UNAVAILABLE (cut)");
  }

  @Test
  void aBuildWhoseWorkerWasLostRunsAgain() throws Exception {
    answer(
        FakeExecution.done(failure(Status.Code.UNAVAILABLE, "worker lost")),
        FakeExecution.done(FakeExecution.succeeded().build()));

    assertThat(build(REQUEST).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.calls("Execute")).isEqualTo(2);
  }

  @Test
  void aBuildThatFailsLeavesNoFolderForOutputs() throws Exception {
    answer(FakeExecution.done(failure(Status.Code.INTERNAL, "odd")));

    build(REQUEST, o -> o.outputFolder(folder.resolve("result")));

    assertThat(folder.resolve("result")).doesNotExist();
  }

  @Test
  void blobsThatTheEngineLostAreSentAgain() throws Exception {
    answer(
        (request, stream) -> {
          Digest lost = engine.action(request.getActionDigest()).getCommandDigest();
          engine.blobs.remove(lost);
          stream.onNext(FakeEngine.done("operations/1", missing(lost)));
          stream.onCompleted();
        },
        FakeExecution.done(FakeExecution.succeeded().build()));

    assertThat(build(REQUEST).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(command().getArguments(0)).isEqualTo("ocispec");
  }

  private static ExecuteResponse missing(Digest lost) {
    return ExecuteResponse.newBuilder()
        .setStatus(
            dev.ocispec.remote.protocol.internal.Status.newBuilder()
                .setCode(Status.Code.FAILED_PRECONDITION.value())
                .addDetails(
                    Any.pack(
                        PreconditionFailure.newBuilder()
                            .addViolations(
                                PreconditionFailure.Violation.newBuilder()
                                    .setType("MISSING")
                                    .setSubject("blobs/" + Sha256.text(lost)))
                            .build())))
        .build();
  }

  @Test
  void anEngineThatKeepsLosingBlobsIsGivenUp() throws Exception {
    answer(FakeExecution.done(missing(Sha256.of(ByteString.copyFromUtf8("lost")))));

    BuildResult result = build(REQUEST);

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_BLOBS_MISSING);
    assertThat(result.reason().orElseThrow()).contains("lacks 1 blobs", "after 3 attempts");
  }

  @Test
  void failuresOfTheWorkerAreToldByTheirKind() throws Exception {
    record Case(Status.Code code, String message, BuildStatus status, ReasonCode reason) {}
    List<Case> cases =
        List.of(
            new Case(
                Status.Code.DEADLINE_EXCEEDED, "slow", BuildStatus.TIMED_OUT, ReasonCode.TIMEOUT),
            new Case(
                Status.Code.RESOURCE_EXHAUSTED,
                "queue is full",
                BuildStatus.RUNTIME_ERROR,
                ReasonCode.ENGINE_QUOTA),
            new Case(
                Status.Code.RESOURCE_EXHAUSTED,
                "Out of memory",
                BuildStatus.RUNTIME_ERROR,
                ReasonCode.OUT_OF_MEMORY),
            new Case(
                Status.Code.INTERNAL, "odd", BuildStatus.RUNTIME_ERROR, ReasonCode.ENGINE_FAILED),
            new Case(
                Status.Code.PERMISSION_DENIED,
                "no",
                BuildStatus.RUNTIME_ERROR,
                ReasonCode.ENGINE_REFUSED));
    for (Case one : cases) {
      answer(FakeExecution.done(failure(one.code(), one.message())));

      BuildResult result = build(REQUEST);

      assertThat(result.status()).as(one.toString()).isEqualTo(one.status());
      assertThat(result.reasonCode()).as(one.toString()).contains(one.reason());
      assertThat(result.reason().orElseThrow()).contains(one.message());
    }
  }

  @Test
  void theLogsOfTheEngineAreTold() throws Exception {
    Digest log = engine.put(ByteString.copyFromUtf8("disk of the worker is full\n"));
    answer(
        FakeExecution.done(
            failure(Status.Code.INTERNAL, "failed").toBuilder()
                .putServerLogs(
                    "worker", LogFile.newBuilder().setDigest(log).setHumanReadable(true).build())
                .build()));

    assertThat(build(REQUEST).reason().orElseThrow())
        .contains("INTERNAL (failed)", "worker: disk of the worker is full");
  }

  @Test
  void aWorkerWithoutOcispecIsToldAsSuch() throws Exception {
    answer(
        FakeExecution.done(
            ActionResult.newBuilder()
                .setExitCode(127)
                .setStderrRaw(ByteString.copyFromUtf8("ocispec: not found"))
                .build()));

    BuildResult result = build(REQUEST);

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_FAILED);
    assertThat(result.reason().orElseThrow())
        .contains("code 127", "has the worker's image ocispec in PATH", "ocispec: not found");
  }

  @Test
  void aWorkerThatWasKilledIsToldAsSuch() throws Exception {
    answer(FakeExecution.done(ActionResult.newBuilder().setExitCode(137).build()));

    assertThat(build(REQUEST).reasonCode()).contains(ReasonCode.WORKER_KILLED);
  }

  @Test
  void callsThatFailForAWhileAreMadeAgain() throws Exception {
    engine.store.failures.add(Status.UNAVAILABLE);
    engine.store.failures.add(Status.RESOURCE_EXHAUSTED);

    assertThat(build(REQUEST).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.calls("FindMissingBlobs")).isEqualTo(3);
  }

  @Test
  void anEngineThatIsNotThereIsUnreachable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (BuildService service =
        BuildService.open(
            URI.create("reapi+grpc://127.0.0.1:" + port), o -> o.engine(e -> e.attempts(2)))) {
      BuildResult result = service.submit(REQUEST).get(60, TimeUnit.SECONDS);

      assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_UNREACHABLE);
      assertThat(result.reason().orElseThrow())
          .contains("reapi+grpc://127.0.0.1:" + port, "in 2 attempts", "is it running");
    }
  }

  @Test
  void cancellingEndsTheCallToo() throws Exception {
    answer(engine.execution.never());
    try (BuildService service = open(e -> {})) {
      Build build = service.start(REQUEST);
      while (engine.calls("Execute") == 0) {
        Thread.sleep(10);
      }

      build.cancel();

      assertThat(build.result().get(20, TimeUnit.SECONDS).status())
          .isEqualTo(BuildStatus.CANCELLED);
    }
    assertThat(engine.execution.abandoned.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancellingEndsAnUploadToo() throws Exception {
    engine.streams.stalls = true;
    Path large = Files.write(folder.resolve("large"), new byte[8 << 20]);
    BuildRequest request = REQUEST.toBuilder().inputsDir("i").addInput("large", large).build();
    try (BuildService service = open(e -> e.callTimeout(Duration.ofSeconds(30)))) {
      Build build = service.start(request);
      while (engine.calls("Write") == 0) {
        Thread.sleep(10);
      }

      build.cancel();

      assertThat(build.result().get(10, TimeUnit.SECONDS).status())
          .isEqualTo(BuildStatus.CANCELLED);
    }
  }

  @Test
  void theDeadlineHoldsAlthoughTheEngineSaysNothing() throws Exception {
    answer(engine.execution.never());
    try (BuildService service = open(e -> e.waitLimit(Duration.ofMillis(300)))) {
      BuildResult result =
          service.submit(REQUEST, o -> o.timeout(Duration.ofMillis(300))).get(20, TimeUnit.SECONDS);

      assertThat(result.status()).isEqualTo(BuildStatus.TIMED_OUT);
      assertThat(result.reason().orElseThrow()).contains("within 600 ms");
    }
  }

  @Test
  void aBrokenDownloadGoesOnWhereItBroke() throws Exception {
    byte[] bytes = new byte[1 << 20];
    Digest file = engine.put(ByteString.copyFrom(bytes));
    Directory out =
        Directory.newBuilder()
            .addFiles(FileNode.newBuilder().setName("file").setDigest(file))
            .build();
    answer(FakeExecution.done(withTree(out, "out")));
    engine.streams.breaks.set(1);

    BuildResult result = build(REQUEST, o -> o.outputFolder(folder.resolve("result")));

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(folder.resolve("result/build/out/file")).hasSize(1 << 20);
    assertThat(engine.streams.lastOffset).isPositive();
  }

  private static ExecuteResponse failure(Status.Code code, String message) {
    return ExecuteResponse.newBuilder()
        .setStatus(
            dev.ocispec.remote.protocol.internal.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message))
        .build();
  }
}
