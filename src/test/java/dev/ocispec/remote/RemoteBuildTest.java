package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Action;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Command;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.DirectoryNode;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.remote.protocol.internal.LogFile;
import dev.ocispec.remote.protocol.internal.OutputDirectory;
import dev.ocispec.remote.protocol.internal.PreconditionFailure;
import dev.ocispec.remote.protocol.internal.SymlinkNode;
import dev.ocispec.remote.protocol.internal.Tree;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.Build;
import dev.ocispec.service.BuildListener;
import dev.ocispec.service.BuildOptions;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import dev.ocispec.service.EngineOptions;
import dev.ocispec.service.ReasonCode;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on an engine that does as it is told: what it is sent, and what comes of its faults. */
@Tag("unit")
class RemoteBuildTest {
  private static final BuildRequest REQUEST =
      BuildRequest.builder()
          .commandArgs("true")
          .scratchPaths("build")
          .outputs("build/out")
          .constraints(c -> c.system("x86_64-linux"))
          .build();

  @TempDir Path folder;
  private FakeEngine engine;

  @BeforeEach
  void start() throws IOException {
    engine = new FakeEngine();
    engine.execution.answers.add(FakeExecution.done(FakeExecution.succeeded().build()));
  }

  @AfterEach
  void end() throws InterruptedException {
    engine.stop();
  }

  private BuildService open(Consumer<EngineOptions> options) {
    return BuildService.open(
        engine.address(),
        o ->
            o.engine(e -> e.attempts(3).callTimeout(Duration.ofSeconds(2)))
                .engine(options)
                .concurrency(1));
  }

  private BuildResult build(BuildRequest request, Consumer<BuildOptions> build) throws Exception {
    try (BuildService service = open(e -> {})) {
      return service.submit(request, build).get(60, TimeUnit.SECONDS);
    }
  }

  private BuildResult build(BuildRequest request) throws Exception {
    return build(request, o -> {});
  }

  private void answer(FakeExecution.Answer... answers) {
    engine.execution.answers.clear();
    Collections.addAll(engine.execution.answers, answers);
  }

  private static ExecuteResponse failure(Status.Code code, String message) {
    return ExecuteResponse.newBuilder()
        .setStatus(
            dev.ocispec.remote.protocol.internal.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message))
        .build();
  }

  /** The last action that the engine was sent. */
  private Command command() throws Exception {
    for (ByteString blob : engine.blobs.values()) {
      try {
        Command command = Command.parseFrom(blob);
        if (command.getArgumentsList().contains("sandbox")) {
          return command;
        }
      } catch (IOException e) {
        continue; // Another blob.
      }
    }
    throw new AssertionError("no command was sent");
  }

  @Test
  void theWorkerIsAskedToRunOcispecOnTheRequest() throws Exception {
    try (BuildService service =
        open(e -> e.command("/opt/ocispec", "-x").putPlatformProperty("Pool", "big"))) {
      BuildResult result =
          service
              .submit(REQUEST, o -> o.attest(true).timeout(Duration.ofSeconds(90)))
              .get(60, TimeUnit.SECONDS);

      assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(result.cached()).isFalse();
      assertThat(result.logTail()).isEqualTo("hi");
    }
    Command command = command();
    assertThat(command.getArgumentsList())
        .startsWith("/opt/ocispec", "-x", "sandbox", "run", "--request", "request.json")
        .containsSubsequence("--timeout", "PT1M30S")
        .contains("--attest");
    assertThat(command.getOutputPathsList()).containsExactly("log", "out");
    assertThat(command.getOutputDirectoriesList()).containsExactly("log", "out");
    assertThat(command.getPlatform().getPropertiesList())
        .extracting(p -> p.getName() + "=" + p.getValue())
        .containsExactly("ISA=x86-64", "OSFamily=linux", "Pool=big");
  }

  @Test
  void everyCallSaysWhoseItIsAndCarriesTheCredentials() throws Exception {
    try (BuildService service = open(e -> e.putHeader("authorization", () -> "Bearer 1"))) {
      service.submit(REQUEST).get(60, TimeUnit.SECONDS);
    }

    assertThat(engine.headers.keys())
        .contains("build.bazel.remote.execution.v2.requestmetadata-bin");
    assertThat(
            engine.headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("Bearer 1");
  }

  @Test
  void inputsArriveWholeInBatchesAndInStreams() throws Exception {
    Path source = Files.createDirectory(folder.resolve("src"));
    for (int i = 0; i < 200; i++) {
      Files.writeString(source.resolve("file" + i), "contents " + "x".repeat(i * 10));
    }
    byte[] large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    Files.write(source.resolve("large"), large);
    Files.createSymbolicLink(source.resolve("link"), Path.of("file1"));

    BuildResult result = build(REQUEST.toBuilder().inputsDir("i").addInput("src", source).build());

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.blobs)
        .containsEntry(Sha256.of(ByteString.copyFrom(large)), ByteString.copyFrom(large));
    assertThat(engine.store.largestBatch).isBetween(1L, 64L * 1024);
    assertThat(engine.calls("BatchUpdateBlobs")).isGreaterThan(2);
    assertThat(engine.calls("Write")).isEqualTo(1);
  }

  @Test
  void whatTheEngineHasIsNotSentAgain() throws Exception {
    build(REQUEST);
    long sent = engine.calls("BatchUpdateBlobs");

    build(REQUEST);

    assertThat(engine.calls("BatchUpdateBlobs")).isEqualTo(sent);
  }

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
  void aResultInTheCacheIsTakenAndSaysSo() throws Exception {
    build(REQUEST);
    Digest action =
        engine.blobs.keySet().stream().filter(digest -> isAction(digest)).findFirst().orElseThrow();
    engine.results.put(action, FakeExecution.succeeded().build());
    engine.calls.clear();

    assertThat(build(REQUEST).cached()).isTrue();
    assertThat(engine.calls("Execute")).isZero();
  }

  private boolean isAction(Digest digest) {
    try {
      return Action.parseFrom(engine.blobs.get(digest)).getTimeout().getSeconds() > 60;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void outputsAreFetchedWithLinksAndPrograms() throws Exception {
    Digest file = engine.put(ByteString.copyFromUtf8("#!/bin/sh\n"));
    Directory out =
        Directory.newBuilder()
            .addFiles(FileNode.newBuilder().setName("run").setDigest(file).setIsExecutable(true))
            .addSymlinks(SymlinkNode.newBuilder().setName("link").setTarget("run"))
            .build();
    answer(FakeExecution.done(withTree(out, "out")));

    BuildResult result = build(REQUEST, o -> o.outputFolder(folder.resolve("result")));

    assertThat(result.outputs().get(0).hostPath()).contains(folder.resolve("result/build/out"));
    assertThat(folder.resolve("result/build/out/run")).isExecutable().hasContent("#!/bin/sh\n");
    assertThat(Files.readSymbolicLink(folder.resolve("result/build/out/link")))
        .isEqualTo(Path.of("run"));
    assertThat(folder.resolve("result")).isDirectoryNotContaining("glob:**.ocispec-*");
  }

  private ActionResult withTree(Directory out, String name) {
    Digest child = Blob.of(out).digest();
    Directory build =
        Directory.newBuilder()
            .addDirectories(DirectoryNode.newBuilder().setName(name).setDigest(child))
            .build();
    Directory root =
        Directory.newBuilder()
            .addDirectories(
                DirectoryNode.newBuilder().setName("build").setDigest(Blob.of(build).digest()))
            .build();
    Tree tree = Tree.newBuilder().setRoot(root).addChildren(build).addChildren(out).build();
    return FakeExecution.succeeded()
        .setStdoutRaw(
            ByteString.copyFromUtf8(
                "{\"status\":\"succeeded\",\"exitCode\":0,\"outputs\":[{\"path\":\"build/out\","
                    + "\"references\":[]}]}"))
        .addOutputDirectories(
            OutputDirectory.newBuilder()
                .setPath("out")
                .setTreeDigest(engine.put(tree.toByteString())))
        .build();
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

  @Test
  void phasesAndTheLogReachTheListener() throws Exception {
    Digest stdout = engine.put(ByteString.copyFromUtf8("one\ntwo"));
    Directory logs =
        Directory.newBuilder()
            .addFiles(FileNode.newBuilder().setName("stdout").setDigest(stdout))
            .build();
    answer(
        FakeExecution.done(
            FakeExecution.succeeded()
                .addOutputDirectories(
                    OutputDirectory.newBuilder()
                        .setPath("log")
                        .setTreeDigest(
                            engine.put(Tree.newBuilder().setRoot(logs).build().toByteString())))
                .build()));
    List<String> lines = Collections.synchronizedList(new ArrayList<>());

    build(REQUEST, o -> o.listener(BuildListener.lines(lines::add)));

    assertThat(lines).containsExactly("one", "two");
  }
}
