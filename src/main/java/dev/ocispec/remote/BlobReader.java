package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Fetches blobs from an engine's store, and checks that they are what was asked for. */
final class BlobReader {
  private final Channel channel;
  private final String instance;
  private final EngineLimits limits;
  private final Attempts attempts;

  BlobReader(Channel channel, String instance, EngineLimits limits, Attempts attempts) {
    this.channel = channel;
    this.instance = instance;
    this.limits = limits;
    this.attempts = attempts;
  }

  /**
   * The bytes of a blob that is known to be small.
   *
   * @throws EngineException when it is longer than that, or can't be had
   */
  ByteString bytes(Digest digest, long most) throws InterruptedException {
    if (digest.getSizeBytes() > most) {
      throw new EngineException(
          ReasonCode.ENGINE_FAILED,
          "expected at most "
              + most
              + " bytes from the engine "
              + attempts.engine()
              + ", found "
              + digest.getSizeBytes(),
          null);
    }
    ByteString.Output out = ByteString.newOutput((int) digest.getSizeBytes());
    copy(digest, out);
    return out.toByteString();
  }

  /** Writes a new file of this machine; nothing but who may execute it comes with it. */
  void file(Digest digest, Path file, boolean executable) throws IOException, InterruptedException {
    try (OutputStream out = create(file)) {
      copy(digest, out);
    }
    permit(file, executable);
  }

  /** Writes a new file whose contents are at hand. */
  static void write(ByteString bytes, Path file, boolean executable) throws IOException {
    try (OutputStream out = create(file)) {
      bytes.writeTo(out);
    }
    permit(file, executable);
  }

  private static OutputStream create(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Whatever this process' umask is. */
  private static void permit(Path file, boolean executable) throws IOException {
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Writes a blob; after a break it goes on from what has come. */
  void copy(Digest digest, OutputStream out) throws InterruptedException {
    if (digest.getSizeBytes() != 0) {
      new ByteStreamDownload(channel, BlobStore.prefix(instance), limits, attempts, digest, out)
          .run();
    }
  }

  /** For many small files. */
  FileBatch batch() {
    return new FileBatch(this, new BatchReader(channel, instance, limits, attempts), limits);
  }
}
