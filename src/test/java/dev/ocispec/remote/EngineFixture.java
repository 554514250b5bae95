package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Command;
import dev.ocispec.remote.protocol.internal.Compressor;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.DirectoryNode;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.remote.protocol.internal.OutputDirectory;
import dev.ocispec.remote.protocol.internal.Tree;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.BuildOptions;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Builds on an engine that does as it is told. */
abstract class EngineFixture {
  static final BuildRequest REQUEST =
      BuildRequest.builder()
          .commandArgs("true")
          .scratchPaths("build")
          .outputs("build/out")
          .constraints(c -> c.system("x86_64-linux"))
          .build();

  @TempDir Path folder;
  FakeEngine engine;

  @BeforeEach
  void start() throws IOException {
    engine = new FakeEngine();
    engine.execution.answers.add(FakeExecution.done(FakeExecution.succeeded().build()));
  }

  @AfterEach
  void end() throws InterruptedException {
    engine.stop();
  }

  BuildService open(Consumer<EngineOptions> options) {
    return BuildService.open(
        engine.address(),
        o ->
            o.engine(e -> e.attempts(3).callTimeout(Duration.ofSeconds(2)))
                .engine(options)
                .concurrency(1));
  }

  BuildResult build(BuildRequest request, Consumer<BuildOptions> build) throws Exception {
    try (BuildService service = open(e -> {})) {
      return service.submit(request, build).get(60, TimeUnit.SECONDS);
    }
  }

  BuildResult build(BuildRequest request) throws Exception {
    return build(request, o -> {});
  }

  void answer(FakeExecution.Answer... answers) {
    engine.execution.answers.clear();
    Collections.addAll(engine.execution.answers, answers);
  }

  /** Lets the engine offer compressed streams. */
  void offerCompression() {
    engine.capabilities =
        engine.capabilities.toBuilder()
            .setCacheCapabilities(
                engine.capabilities.getCacheCapabilities().toBuilder()
                    .addSupportedCompressors(Compressor.Value.IDENTITY)
                    .addSupportedCompressors(Compressor.Value.ZSTD))
            .build();
  }

  /** The last action that the engine was sent. */
  Command command() throws Exception {
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

  /** A build that left one file. */
  ActionResult withFile(Digest digest) {
    return withTree(
        Directory.newBuilder()
            .addFiles(FileNode.newBuilder().setName("file").setDigest(digest))
            .build(),
        "out");
  }

  ActionResult withTree(Directory out, String name) {
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
}
