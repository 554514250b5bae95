package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import dev.ocispec.service.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams of blobs to and from an engine that offers to compress them. */
@Tag("unit")
class CompressedBlobsTest extends EngineFixture {
  private static final ByteString TEXT = SampleBytes.text(3 << 20);
  private static final ByteString NOISE = SampleBytes.noise(1 << 20);

  @BeforeEach
  void offered() {
    offerCompression();
  }

  private BuildRequest with(ByteString input) throws IOException {
    Path file = Files.write(folder.resolve("input"), input.toByteArray());
    return REQUEST.toBuilder().inputsDir("i").addInput("file", file).build();
  }

  private BuildResult fetch(Digest output) throws Exception {
    answer(FakeExecution.done(withFile(output)));
    return build(REQUEST, o -> o.outputFolder(folder.resolve("result")));
  }

  private List<String> compressedNames() {
    return engine.streams.names.stream().filter(name -> name.contains("compressed")).toList();
  }

  @Test
  void aLargeInputGoesCompressed() throws Exception {
    BuildResult result = build(with(TEXT));

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(compressedNames())
        .singleElement()
        .asString()
        .matches(
            "main/uploads/[0-9a-f-]{36}/compressed-blobs/zstd/" + Sha256.text(Sha256.of(TEXT)));
    assertThat(engine.blobs).containsEntry(Sha256.of(TEXT), TEXT);
    assertThat(engine.streams.received.get()).isLessThan(TEXT.size() / 4);
  }

  @Test
  void aLargeOutputComesCompressed() throws Exception {
    Digest output = engine.put(TEXT);

    BuildResult result = fetch(output);

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(folder.resolve("result/build/out/file")).hasBinaryContent(TEXT.toByteArray());
    assertThat(compressedNames())
        .containsExactly("main/compressed-blobs/zstd/" + Sha256.text(output));
    assertThat(engine.streams.given.get()).isLessThan(TEXT.size() / 4);
  }

  @Test
  void whatCannotBeCompressedArrivesWholeBothWays() throws Exception {
    Digest output = engine.put(NOISE);
    answer(FakeExecution.done(withFile(output)));
    engine.blobs.remove(output);

    BuildResult result = build(with(NOISE), o -> o.outputFolder(folder.resolve("result")));

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(folder.resolve("result/build/out/file")).hasBinaryContent(NOISE.toByteArray());
    assertThat(compressedNames()).hasSize(2);
    assertThat(engine.calls("BatchReadBlobs")).isZero();
  }

  @Test
  void smallBlobsAreNotCompressed() throws Exception {
    Digest output = engine.put(SampleBytes.text(1000));
    engine.store.readsTogether = false;

    BuildResult result = fetch(output);

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.streams.names).contains("main/blobs/" + Sha256.text(output));
    assertThat(compressedNames()).isEmpty();
  }

  @Test
  void anUploadThatBrokeBeginsAnew() throws Exception {
    engine.streams.breaks.set(1);

    BuildResult result = build(with(NOISE));

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.blobs).containsEntry(Sha256.of(NOISE), NOISE);
    assertThat(compressedNames()).hasSize(2).doesNotHaveDuplicates();
    assertThat(engine.streams.received.get()).isGreaterThan(NOISE.size());
    assertThat(engine.calls("QueryWriteStatus")).isEqualTo(1);
  }

  @Test
  void anUploadThatBrokeAfterItsEndIsNotSentAgain() throws Exception {
    engine.streams.breaks.set(1);
    engine.streams.complete = true;

    assertThat(build(with(NOISE)).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.calls("Write")).isEqualTo(1);
  }

  @Test
  void enginesMayCountCompressedBytesOrPlainOnesOrNone() throws Exception {
    for (LongBinaryOperator committed :
        List.<LongBinaryOperator>of((came, size) -> came, (came, size) -> size, (a, b) -> -1)) {
      engine.blobs.clear();
      engine.streams.committed = committed;

      assertThat(build(with(TEXT)).status()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(engine.blobs).containsEntry(Sha256.of(TEXT), TEXT);
    }
    assertThat(compressedNames()).hasSize(3);
  }

  @Test
  void anUploadThatArrivedInPartIsAFault() throws Exception {
    engine.streams.committed = (came, size) -> came - 1;

    BuildResult result = build(with(NOISE));

    assertThat(result.reasonCode()).contains(ReasonCode.ENGINE_FAILED);
    assertThat(result.reason().orElseThrow())
        .contains("could not take the blob " + Sha256.text(Sha256.of(NOISE)))
        .containsPattern("DATA_LOSS \\(only [0-9]+ of 1048576 bytes arrived\\)");
  }

  @Test
  void aDownloadThatBrokeGoesOnWhereItsPlainBytesEnd() throws Exception {
    Digest output = engine.put(NOISE);
    answer(FakeExecution.done(withFile(output)));
    engine.streams.breaks.set(1);

    BuildResult result = build(REQUEST, o -> o.outputFolder(folder.resolve("result")));

    assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(folder.resolve("result/build/out/file")).hasBinaryContent(NOISE.toByteArray());
    assertThat(compressedNames()).hasSize(2);
    assertThat(engine.streams.lastOffset).isBetween(256L << 10, 512L << 10);
  }

  @Test
  void anEngineThatLacksWhatItOffersIsAskedForItOnce() throws Exception {
    engine.streams.lacksCompression = true;
    Digest output = engine.put(NOISE);
    answer(FakeExecution.done(withFile(output)));
    try (BuildService service = open(e -> {})) {
      for (String target : List.of("first", "second")) {
        BuildResult result =
            service
                .submit(with(TEXT), o -> o.outputFolder(folder.resolve(target)))
                .get(60, TimeUnit.SECONDS);

        assertThat(result.status()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(folder.resolve(target).resolve("build/out/file"))
            .hasBinaryContent(NOISE.toByteArray());
      }
    }
    assertThat(engine.blobs).containsEntry(Sha256.of(TEXT), TEXT);
    assertThat(compressedNames()).hasSize(1);
  }

  @Test
  void aDownloadFromAnEngineThatLacksWhatItOffersIsPlain() throws Exception {
    engine.streams.lacksCompression = true;
    Digest output = engine.put(NOISE);

    assertThat(fetch(output).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(engine.streams.names)
        .containsSubsequence(
            "main/compressed-blobs/zstd/" + Sha256.text(output),
            "main/blobs/" + Sha256.text(output));
  }
}
