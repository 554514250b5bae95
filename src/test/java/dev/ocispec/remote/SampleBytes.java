package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Contents for blobs. */
final class SampleBytes {
  private SampleBytes() {}

  /** Lines, each with its number: a fraction of them is left when they are compressed. */
  static ByteString text(int size) {
    StringBuilder lines = new StringBuilder(size + 100);
    for (int i = 0; lines.length() < size; i++) {
      lines.append("line ").append(i).append(" of a file that a build may need\n");
    }
    return ByteString.copyFrom(
        Arrays.copyOf(lines.toString().getBytes(StandardCharsets.US_ASCII), size));
  }

  /** Bytes that can't be compressed, always the same. */
  static ByteString noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
