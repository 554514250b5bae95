package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ReadResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What holds of all bytes that are compressed, sent in messages of any size, and unfolded. */
@Tag("property")
class CompressionProperties {
  private static ByteString bytes(int noise, int text) {
    return SampleBytes.noise(noise).concat(SampleBytes.text(text));
  }

  @Property(tries = 200)
  void whatWasCompressedUnfoldsToTheSame(
      @ForAll @IntRange(max = 400_000) int noise,
      @ForAll @IntRange(min = 1, max = 400_000) int text,
      @ForAll @IntRange(min = 1, max = 300_000) int message)
      throws IOException {
    ByteString plain = bytes(noise, text);
    List<ReadResponse> messages = new ArrayList<>();
    try (InputStream in = BlobEncoding.ZSTD.encode(plain.newInput())) {
      for (byte[] piece = in.readNBytes(message);
          piece.length > 0;
          piece = in.readNBytes(message)) {
        messages.add(ReadResponse.newBuilder().setData(ByteString.copyFrom(piece)).build());
      }
    }

    try (InputStream back =
        Zstandard.decompress(new ReceivedBytes(messages.iterator(), "e", Long.MAX_VALUE))) {
      assertThat(ByteString.readFrom(back)).isEqualTo(plain);
    }
  }

  @Property(tries = 200)
  void bytesOneByOneAreTheSameAsMany(@ForAll @IntRange(min = 1, max = 20_000) int text)
      throws IOException {
    ByteString plain = bytes(100, text);
    ByteString.Output single = ByteString.newOutput();
    try (InputStream in = BlobEncoding.ZSTD.encode(plain.newInput())) {
      for (int one = in.read(); one >= 0; one = in.read()) {
        single.write(one);
      }
    }

    try (InputStream in = BlobEncoding.ZSTD.encode(plain.newInput())) {
      assertThat(ByteString.readFrom(in)).isEqualTo(single.toByteString());
    }
  }

  @Property
  void anExactStreamGivesSoManyBytesOrFails(
      @ForAll @IntRange(max = 1000) int length, @ForAll @IntRange(max = 1000) int wanted) {
    InputStream in = new ExactStream(new ByteArrayInputStream(new byte[length]), wanted);
    int found = -1;
    String failure = "";
    try (in) {
      found = in.readAllBytes().length;
    } catch (IOException e) {
      failure = e.getMessage();
    }

    assertThat(found).isEqualTo(length < wanted ? -1 : wanted);
    assertThat(failure)
        .isEqualTo(length < wanted ? "it became shorter while it was being sent" : "");
  }
}
