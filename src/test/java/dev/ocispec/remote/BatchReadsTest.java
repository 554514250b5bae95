package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.BatchReadBlobsResponse;
import dev.ocispec.remote.protocol.internal.Compressor;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import dev.ocispec.service.ReasonCode;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small outputs, which are fetched together. */
@Tag("unit")
class BatchReadsTest extends EngineFixture {
  private Digest put(String contents) {
    return engine.put(ByteString.copyFromUtf8(contents));
  }

  /** Answers with a build that left these files, {@code file0} and so on. */
  private void left(List<Digest> files) {
    Directory.Builder out = Directory.newBuilder();
    for (int i = 0; i < files.size(); i++) {
      out.addFiles(
          FileNode.newBuilder()
              .setName("file" + i)
              .setDigest(files.get(i))
              .setIsExecutable(i % 2 == 1));
    }
    answer(FakeExecution.done(withTree(out.build(), "out")));
  }

  private BuildResult fetch() throws Exception {
    return build(REQUEST, o -> o.outputFolder(folder.resolve("result")));
  }

  private Path file(int number) {
    return folder.resolve("result/build/out/file" + number);
  }

  /** Changes each answer's part about the one digest. */
  private static UnaryOperator<BatchReadBlobsResponse> changing(
      Digest digest, UnaryOperator<BatchReadBlobsResponse.Response> change) {
    return response -> {
      BatchReadBlobsResponse.Builder changed = BatchReadBlobsResponse.newBuilder();
      response
          .getResponsesList()
          .forEach(
              one ->
                  changed.addResponses(one.getDigest().equals(digest) ? change.apply(one) : one));
      return changed.build();
    };
  }

  @Test
  void smallFilesComeTogetherWithinTheLimitAndLargeOnesEachInAStream() throws Exception {
    List<Digest> files = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      files.add(put(i + " " + "x".repeat(1000)));
    }
    files.add(engine.put(SampleBytes.noise(100_000)));
    files.add(put(""));
    left(files);

    BuildResult result = fetch();

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    for (int i = 0; i < 200; i++) {
      assertThat(file(i)).hasContent(i + " " + "x".repeat(1000));
    }
    assertThat(file(0).toFile().canExecute()).isFalse();
    assertThat(file(1)).isExecutable();
    assertThat(file(200)).hasBinaryContent(SampleBytes.noise(100_000).toByteArray());
    assertThat(file(201)).isEmptyFile();
    assertThat(engine.store.largestRead).isBetween(50_000L, 64L * 1024);
    assertThat(engine.calls("BatchReadBlobs")).isEqualTo(4);
    assertThat(engine.calls("Read")).as("the tree and the large one").isEqualTo(2);
  }

  @Test
  void filesOfTheSameContentsAreAskedForOnce() throws Exception {
    left(Collections.nCopies(100, put("same")));

    assertThat(fetch().status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(file(0)).hasContent("same");
    assertThat(file(99)).hasContent("same").isExecutable();
    assertThat(engine.store.largestRead).isEqualTo("same".length());
    assertThat(engine.calls("BatchReadBlobs")).isEqualTo(1);
  }

  @Test
  void anEngineWithoutSuchACallIsAskedForItOnce() throws Exception {
    engine.store.readsTogether = false;
    Digest third = engine.put(SampleBytes.noise(40_000));
    Digest beyondOneBatch = engine.put(SampleBytes.noise(50_000));
    left(List.of(put("one"), put("two"), third, beyondOneBatch));
    try (BuildService service = open(e -> {})) {
      for (String target : List.of("first", "second")) {
        BuildResult result =
            service
                .submit(REQUEST, o -> o.outputFolder(folder.resolve(target)))
                .get(60, TimeUnit.SECONDS);

        assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(folder.resolve(target).resolve("build/out/file0")).hasContent("one");
        assertThat(folder.resolve(target).resolve("build/out/file1"))
            .hasContent("two")
            .isExecutable();
        assertThat(folder.resolve(target).resolve("build/out/file3")).hasSize(50_000);
      }
    }
    assertThat(engine.calls("BatchReadBlobs")).isEqualTo(1);
    assertThat(engine.calls("Read")).as("two trees of four files").isEqualTo(10);
  }

  @Test
  void onlyWhatDidNotComeIsAskedForAgain() throws Exception {
    Digest late = put("late");
    left(List.of(put("early"), late));
    AtomicInteger asked = new AtomicInteger();
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    engine.store.read =
        response -> {
          sizes.add(response.getResponsesCount());
          return changing(
                  late,
                  one ->
                      asked.incrementAndGet() < 3
                          ? FakeStore.failed(late, Status.Code.UNAVAILABLE, "busy")
                          : one)
              .apply(response);
        };

    assertThat(fetch().status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(file(1)).hasContent("late");
    assertThat(sizes).containsExactly(2, 1, 1);
  }

  @Test
  void aBlobThatNeverComesHasItsStatusInTheReason() throws Exception {
    Digest busy = put("busy");
    left(List.of(put("other"), busy));
    engine.store.read =
        changing(busy, one -> FakeStore.failed(busy, Status.Code.RESOURCE_EXHAUSTED, "disk"));

    BuildResult result = fetch();

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_QUOTA);
    assertThat(result.reason().orElseThrow())
        .contains(
            "could not give a blob in 3 attempts: RESOURCE_EXHAUSTED (blob "
                + Sha256.text(busy)
                + ": disk)");
  }

  @Test
  void aBlobThatIsRefusedIsNotAskedForAgain() throws Exception {
    Digest secret = put("secret");
    left(List.of(secret));
    engine.store.read =
        changing(secret, one -> FakeStore.failed(secret, Status.Code.PERMISSION_DENIED, "no"));

    assertThat(fetch().reasonCode()).contains(ReasonCode.ENGINE_REFUSED);
    assertThat(engine.calls("BatchReadBlobs")).isEqualTo(1);
  }

  @Test
  void aLostBlobIsBuiltAgainIntoAnEmptyFolder() throws Exception {
    Digest lost = put("lost");
    Digest large = engine.put(SampleBytes.noise(100_000));
    left(List.of(large, lost));
    AtomicInteger asked = new AtomicInteger();
    engine.store.read =
        changing(
            lost,
            one ->
                asked.incrementAndGet() == 1
                    ? FakeStore.failed(lost, Status.Code.NOT_FOUND, "")
                    : one);

    BuildResult result = fetch();

    assertThat(result.status()).as(result.toString()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(file(0)).hasSize(100_000);
    assertThat(file(1)).hasContent("lost");
    assertThat(engine.calls("Execute")).isEqualTo(2);
  }

  @Test
  void anEngineThatKeepsLosingAnOutputIsGivenUp() throws Exception {
    Digest lost = Sha256.of(ByteString.copyFromUtf8("lost"));
    left(List.of(lost));

    BuildResult result = fetch();

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_BLOBS_MISSING);
    assertThat(result.reason().orElseThrow())
        .contains("no longer has the blob " + Sha256.text(lost), "after 3 attempts");
  }

  @Test
  void aBlobThatTheAnswerLeavesOutIsAFault() throws Exception {
    Digest left = put("left out");
    left(List.of(put("there"), left));
    engine.store.read =
        changing(left, one -> one.toBuilder().setDigest(put("never asked for")).build());

    BuildResult result = fetch();

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_FAILED);
    assertThat(result.reason().orElseThrow())
        .contains("in 3 attempts", "it said nothing of " + Sha256.text(left));
  }

  @Test
  void otherBytesThanAskedForAreRefused() throws Exception {
    Digest file = put("right");
    left(List.of(file));
    ByteString wrong = ByteString.copyFromUtf8("wrong");
    engine.store.read = changing(file, one -> one.toBuilder().setData(wrong).build());

    BuildResult result = fetch();

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_FAILED);
    assertThat(result.reason().orElseThrow())
        .contains(
            "gave other bytes than asked for: expected the blob "
                + Sha256.text(file)
                + ", found "
                + Sha256.text(Sha256.of(wrong)));
  }

  @Test
  void aFormThatWasNotAskedForIsRefused() throws Exception {
    Digest file = put("plain");
    left(List.of(file));
    engine.store.read =
        changing(file, one -> one.toBuilder().setCompressor(Compressor.Value.DEFLATE).build());

    BuildResult result = fetch();

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_FAILED);
    assertThat(result.reason().orElseThrow())
        .contains("in a form that it was not asked for: DEFLATE");
  }
}
