package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.ReasonCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What comes of compressed blobs that unfold to something else than was asked for, or to nothing.
 */
@Tag("unit")
class CompressedFaultsTest extends EngineFixture {
  private static final ByteString BLOB = SampleBytes.noise(1 << 20);
  private static final int SKIPPABLE_FRAME = 0x184D2A50;

  private Digest digest = Sha256.of(BLOB);

  @BeforeEach
  void offered() {
    offerCompression();
    digest = engine.put(BLOB);
    answer(FakeExecution.done(withFile(digest)));
  }

  /** The reason for which the build fails when that is sent in place of the blob. */
  private String reason(ByteString sent, ReasonCode code) throws Exception {
    engine.streams.compressed.put(digest, sent);
    BuildResult result = build(REQUEST, o -> o.outputFolder(folder.resolve("result")));
    assertThat(result.reasonCode()).contains(code);
    assertThat(folder.resolve("result")).doesNotExist();
    return result.reason().orElseThrow();
  }

  @Test
  void aBombIsCutWhereTheBlobEnds() throws Exception {
    ByteString bomb = FakeByteStream.compress(ByteString.copyFrom(new byte[64 << 20]));

    assertThat(bomb.size()).isLessThan(BLOB.size());
    assertThat(reason(bomb, ReasonCode.ENGINE_FAILED))
        .contains("gave more bytes than the blob " + Sha256.text(digest) + " has");
  }

  @Test
  void otherBytesOfTheSameSizeAreRefused() throws Exception {
    ByteString other = BLOB.substring(1).concat(BLOB.substring(0, 1));

    assertThat(reason(FakeByteStream.compress(other), ReasonCode.ENGINE_FAILED))
        .contains(
            "gave other bytes than asked for: expected the blob " + Sha256.text(digest),
            "found " + Sha256.text(Sha256.of(other)));
  }

  @Test
  void fewerBytesAreNotTakenForTheBlob() throws Exception {
    assertThat(reason(FakeByteStream.compress(BLOB.substring(1 << 19)), ReasonCode.ENGINE_FAILED))
        .contains("gave other bytes than asked for: expected the blob " + Sha256.text(digest));
  }

  @Test
  void whatIsNotCompressedAtAllIsToldAsSuch() throws Exception {
    assertThat(reason(SampleBytes.text(1 << 16), ReasonCode.ENGINE_FAILED))
        .contains("gave what can't be decompressed for the blob " + Sha256.text(digest))
        .containsIgnoringCase("unknown frame descriptor");
  }

  @Test
  void whatFollowsTheEndOfTheBlobIsAFault() throws Exception {
    ByteString more = FakeByteStream.compress(BLOB).concat(SampleBytes.text(100));

    assertThat(reason(more, ReasonCode.ENGINE_FAILED))
        .contains("gave what can't be decompressed for the blob " + Sha256.text(digest));
  }

  @Test
  void aStreamThatEndsInTheMiddleAgainAndAgainIsABreak() throws Exception {
    ByteString header = FakeByteStream.compress(BLOB).substring(0, 8); // Nothing unfolds from it.

    assertThat(reason(header, ReasonCode.ENGINE_UNREACHABLE))
        .contains("in 3 attempts", "it ended after 0 of 1048576 bytes");
  }

  @Test
  void framesWithoutAnythingInThemComeToAnEnd() throws Exception {
    ByteBuffer frame = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(SKIPPABLE_FRAME).putInt(frame.remaining() - 4).rewind();
    ByteString frames = ByteString.EMPTY;
    for (int i = 0; i < 64; i++) {
      frames = frames.concat(ByteString.copyFrom(frame.rewind()));
    }

    assertThat(reason(frames, ReasonCode.ENGINE_FAILED))
        .contains("gave more than " + (3 << 20) + " bytes for a compressed blob");
  }
}
