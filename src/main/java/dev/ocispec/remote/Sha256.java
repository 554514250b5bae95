package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What blobs are named by: their SHA-256, the one function that every engine has. */
final class Sha256 {
  /** Of no bytes; every engine has that blob without being sent it. */
  static final Digest EMPTY = of(ByteString.EMPTY);

  private static final int BUFFER = 128 * 1024;

  private Sha256() {}

  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static Digest of(ByteString bytes) {
    MessageDigest sha256 = begin();
    bytes.asReadOnlyByteBufferList().forEach(sha256::update);
    return end(sha256, bytes.size());
  }

  /** Reads the file once, and never more of it at a time than a buffer. */
  static Digest of(Path file) throws IOException {
    MessageDigest sha256 = begin();
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sha256.update(buffer, 0, count);
        length += count;
      }
    }
    return end(sha256, length);
  }

  static Digest end(MessageDigest sha256, long length) {
    return Digest.newBuilder()
        .setHash(HexFormat.of().formatHex(sha256.digest()))
        .setSizeBytes(length)
        .build();
  }

  /**
   * Checks what an engine gave.
   *
   * @throws EngineException when it is not what it was asked for
   */
  static void check(Digest expected, Digest found, String engine) {
    if (!found.equals(expected)) {
      throw new EngineException(
          ReasonCode.ENGINE_FAILED,
          "the engine "
              + engine
              + " gave other bytes than asked for: expected the blob "
              + text(expected)
              + ", found "
              + text(found),
          null);
    }
  }

  /** For messages and resource names: {@code HASH/SIZE}. */
  static String text(Digest digest) {
    return digest.getHash() + "/" + digest.getSizeBytes();
  }
}
