package dev.ocispec.bundle;

import dev.ocispec.request.ExpectedDigest;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.Blake3;

/** Computes the digest of what is written to it. */
final class DigestSink extends OutputStream {
  private interface Update {
    void accept(byte[] bytes, int offset, int length);
  }

  private static final int LENGTH = 32;

  private final Update update;
  private final Supplier<byte[]> end;

  private DigestSink(Update update, Supplier<byte[]> end) {
    this.update = update;
    this.end = end;
  }

  static DigestSink of(ExpectedDigest.Algorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> {
        MessageDigest digest = sha256();
        yield new DigestSink(digest::update, digest::digest);
      }
      case BLAKE3 -> {
        Blake3 digest = Blake3.initHash();
        yield new DigestSink(digest::update, () -> digest.doFinalize(LENGTH));
      }
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void write(int b) {
    update.accept(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    update.accept(bytes, offset, length);
  }

  /** The digest as hexadecimal digits; to be asked for once, at the end. */
  String hex() {
    return HexFormat.of().formatHex(end.get());
  }
}
