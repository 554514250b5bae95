package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ByteStreamGrpc;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.ReadRequest;
import dev.ocispec.remote.protocol.internal.ReadResponse;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Iterator;

/** Fetches blobs from an engine's store, and checks that they are what was asked for. */
final class BlobReader {
  private final Channel channel;
  private final String prefix;
  private final Attempts attempts;

  /** {@code prefix} is that of the instance: empty, or ends in a slash. */
  BlobReader(Channel channel, String prefix, Attempts attempts) {
    this.channel = channel;
    this.prefix = prefix;
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
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      copy(digest, out);
    }
    // Whatever this process' umask is.
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Writes a blob; after a break it goes on from what has come. */
  void copy(Digest digest, OutputStream out) throws InterruptedException {
    if (digest.getSizeBytes() == 0) {
      return;
    }
    String what = "give the blob " + Sha256.text(digest);
    MessageDigest sha256 = Sha256.begin();
    Progress progress = new Progress(out, sha256, digest);
    for (int attempt = 1; ; attempt++) {
      long before = progress.done;
      try {
        read(digest, progress);
        break;
      } catch (StatusRuntimeException e) {
        Attempts.interrupted();
        if (progress.done > before) {
          attempt = 1;
        }
        if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
          throw new LostBlobException(digest, attempts.engine(), e);
        }
        if (attempt >= attempts.most() || !EngineFailures.mayPass(e.getStatus().getCode())) {
          throw attempts.failure(what, e.getStatus(), attempt, e);
        }
        Attempts.pause(attempt, FailureDetails.retryDelay(e));
      }
    }
    Digest found = Sha256.end(sha256, progress.done);
    if (!found.equals(digest)) {
      throw new EngineException(
          ReasonCode.ENGINE_FAILED,
          "the engine "
              + attempts.engine()
              + " gave other bytes than asked for: expected the blob "
              + Sha256.text(digest)
              + ", found "
              + Sha256.text(found),
          null);
    }
  }

  /** Reads on; a stream that ends early is a break. */
  private void read(Digest digest, Progress progress) {
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      Iterator<ReadResponse> pieces =
          ByteStreamGrpc.newBlockingStub(channel)
              .read(
                  ReadRequest.newBuilder()
                      .setResourceName(prefix + "blobs/" + Sha256.text(digest))
                      .setReadOffset(progress.done)
                      .build());
      while (pieces.hasNext()) {
        progress.add(pieces.next().getData());
      }
    } finally {
      context.detach(before);
      context.cancel(null); // Whatever the reason to stop was, nothing more is wanted.
    }
    if (progress.done < digest.getSizeBytes()) {
      throw Status.UNAVAILABLE
          .withDescription(
              "it ended after " + progress.done + " of " + digest.getSizeBytes() + " bytes")
          .asRuntimeException();
    }
  }

  /** How far a blob has come. */
  private final class Progress {
    private final OutputStream out;
    private final MessageDigest sha256;
    private final Digest expected;
    private long done;

    Progress(OutputStream out, MessageDigest sha256, Digest expected) {
      this.out = out;
      this.sha256 = sha256;
      this.expected = expected;
    }

    void add(ByteString piece) {
      if (done + piece.size() > expected.getSizeBytes()) {
        throw new EngineException(
            ReasonCode.ENGINE_FAILED,
            "the engine "
                + attempts.engine()
                + " gave more bytes than the blob "
                + Sha256.text(expected)
                + " has",
            null);
      }
      piece.asReadOnlyByteBufferList().forEach(sha256::update);
      try {
        piece.writeTo(out);
      } catch (IOException e) {
        throw new EngineException(
            ReasonCode.HOST, "what the engine sends can't be written: " + e.getMessage(), e);
      }
      done += piece.size();
    }
  }
}
