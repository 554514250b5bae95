package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.Build;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bazel's worker behind a connection that breaks, and with a store that forgets. */
@Tag("runtime")
class EngineFaultsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private TestFolder folder;
  private BazelWorker worker;
  private CutConnection connection;
  private BuildService remote;

  @BeforeEach
  void start() throws IOException {
    folder = TestFolder.make();
    Needs.rootAndRunc();
    BazelWorker.require();
    worker = BazelWorker.start(folder.path());
    connection = new CutConnection(worker.address());
    Path ocispec =
        BazelWorker.ocispec(
            folder.path().resolve("ocispec"), folder.path().resolve("worker-builds"));
    remote =
        BuildService.open(
            connection.address(),
            o -> o.engine(e -> e.command(ocispec.toString()).waitLimit(LIMIT)));
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    try {
      if (remote != null) {
        remote.close();
        connection.close();
        worker.close();
        folder.assertNothingRuns();
      }
    } finally {
      folder.remove();
    }
  }

  private static BuildRequest request(String script) {
    return BuildRequest.builder()
        .commandArgs("/bin/sh", "-c", script)
        .workingDir("build")
        .scratchPaths("build")
        .inputsDir("inputs")
        .outputs("build/out")
        .constraints(c -> c.provideBinSh(true))
        .build();
  }

  private static BuildResult end(Build build) throws Exception {
    return build.result().get(3 * LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Forgets all blobs; what the cache of actions knows stays. */
  private void evict() throws IOException {
    int evicted = 0;
    try (Stream<Path> store = Files.walk(folder.path().resolve("cas/cas"))) {
      for (Path blob : store.filter(Files::isRegularFile).toList()) {
        Files.delete(blob);
        evicted++;
      }
    }
    assertThat(evicted).isPositive();
  }

  @Test
  void aBuildIsTakenUpAgainWhenItsStreamIsCut() throws Exception {
    Build build = remote.start(request("sleep 6; echo done > out"), o -> o.timeout(LIMIT));
    Thread.sleep(4_000);

    assertThat(connection.cut()).isPositive();

    BuildResult result = end(build);
    assertThat(result.reason()).isEmpty();
    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
  }

  @Test
  void aConnectionThatBreaksAgainAndAgainGivesAResultOrTellsIt() throws Exception {
    Path large = Files.write(folder.path().resolve("large"), new byte[64 << 20]);
    BuildRequest request =
        request("cp /inputs/large out").toBuilder().addInput("large", large).build();
    Build build = remote.start(request, o -> o.timeout(LIMIT));
    int cut = 0;
    while (!build.result().isDone() && cut < 40) {
      Thread.sleep(250);
      cut += connection.cut();
    }

    BuildResult result = end(build);
    assertThat(cut).isPositive();
    if (!result.isSuccess()) {
      assertThat(result.status()).isEqualTo(BuildStatus.RUNTIME_ERROR);
      assertThat(result.reasonCode().orElseThrow().id())
          .as(result.reason().orElseThrow())
          .isIn("engine-unreachable", "engine-stream-broken");
    }

    BuildResult after = end(remote.start(request, o -> o.timeout(LIMIT)));
    assertThat(after.reason()).isEmpty();
  }

  @Test
  void blobsThatWereEvictedAreSentAndBuiltAgain() throws Exception {
    Path input = Files.writeString(folder.path().resolve("input"), "contents");
    BuildRequest first =
        request("cp /inputs/input out").toBuilder().addInput("input", input).build();
    List<String> outputs = List.of("one", "two", "three");
    assertThat(end(remote.start(first, o -> o.outputFolder(folder.path().resolve("one")))).reason())
        .isEmpty();

    evict();
    BuildRequest other =
        first.toBuilder().commandArgs("/bin/sh", "-c", "cat /inputs/input > out").build();
    BuildResult sentAgain =
        end(remote.start(other, o -> o.outputFolder(folder.path().resolve("two"))));
    assertThat(sentAgain.reason()).isEmpty();

    evict();
    BuildResult builtAgain =
        end(remote.start(first, o -> o.outputFolder(folder.path().resolve("three"))));
    assertThat(builtAgain.reason()).isEmpty();

    for (String output : outputs) {
      assertThat(OutputDigest.of(folder.path().resolve(output).resolve("build/out")))
          .isEqualTo(OutputDigest.of(input));
    }
  }
}
