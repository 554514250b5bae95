package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Action;
import dev.ocispec.remote.protocol.internal.Command;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.remote.protocol.internal.OutputDirectory;
import dev.ocispec.remote.protocol.internal.SymlinkNode;
import dev.ocispec.remote.protocol.internal.Tree;
import dev.ocispec.service.BuildListener;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import io.grpc.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Builds on an engine that does as it is told: what it is sent, and what comes back. */
@Tag("unit")
class RemoteBuildTest extends EngineFixture {
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
