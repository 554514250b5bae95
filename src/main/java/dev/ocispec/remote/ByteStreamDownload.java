package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
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
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Iterator;

/**
 * Fetches one blob as a stream, compressed where the engine offers it. After a break it goes on
 * from what has come.
 */
final class ByteStreamDownload {
  private static final int PIECE = 128 * 1024;

  /** What frames, and data that can't be compressed, may add to twice the size of a blob. */
  private static final long AROUND = 1 << 20;

  private final Channel channel;
  private final String prefix;
  private final EngineLimits limits;
  private final Attempts attempts;
  private final Digest digest;
  private final OutputStream out;
  private final MessageDigest sha256 = Sha256.begin();
  private long done;

  /** {@code prefix} is that of the instance: empty, or ends in a slash. */
  ByteStreamDownload(
      Channel channel,
      String prefix,
      EngineLimits limits,
      Attempts attempts,
      Digest digest,
      OutputStream out) {
    this.channel = channel;
    this.prefix = prefix;
    this.limits = limits;
    this.attempts = attempts;
    this.digest = digest;
    this.out = out;
  }

  /** Writes it; when it returns, it was what was asked for. */
  void run() throws InterruptedException {
    for (int attempt = 1; done < digest.getSizeBytes(); attempt++) {
      long before = done;
      BlobEncoding encoding = limits.encoding(digest);
      try {
        read(encoding);
      } catch (StatusRuntimeException e) {
        Attempts.interrupted();
        if (limits.withdraws(encoding, e.getStatus())) {
          continue;
        }
        if (done > before) {
          attempt = 1;
        }
        if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
          throw new LostBlobException(digest, attempts.engine(), e);
        }
        if (attempt >= attempts.most() || !EngineFailures.mayPass(e.getStatus().getCode())) {
          throw attempts.failure("give the blob " + Sha256.text(digest), e.getStatus(), attempt, e);
        }
        Attempts.pause(attempt, FailureDetails.retryDelay(e));
      }
    }
    Sha256.check(digest, Sha256.end(sha256, done), attempts.engine());
  }

  /** Reads on; a stream that ends early is a break. */
  private void read(BlobEncoding encoding) {
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      Iterator<ReadResponse> messages =
          ByteStreamGrpc.newBlockingStub(channel)
              .read(
                  ReadRequest.newBuilder()
                      .setResourceName(prefix + encoding.resource(digest))
                      .setReadOffset(done) // Of the bytes as they are, compressed or not.
                      .build());
      switch (encoding) {
        case IDENTITY -> messages.forEachRemaining(message -> add(message.getData()));
        case ZSTD -> decompress(messages);
      }
    } finally {
      context.detach(before);
      context.cancel(null); // Whatever the reason to stop was, nothing more is wanted.
    }
    if (done < digest.getSizeBytes()) {
      throw Status.UNAVAILABLE
          .withDescription("it ended after " + done + " of " + digest.getSizeBytes() + " bytes")
          .asRuntimeException();
    }
  }

  private void decompress(Iterator<ReadResponse> messages) {
    long left = Math.min(digest.getSizeBytes() - done, Long.MAX_VALUE / 4);
    ReceivedBytes received = new ReceivedBytes(messages, attempts.engine(), 2 * left + AROUND);
    byte[] piece = new byte[PIECE];
    try (InputStream in = Zstandard.decompress(received)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        add(UnsafeByteOperations.unsafeWrap(piece, 0, count));
      }
    } catch (IOException e) {
      if (!received.isAtEnd()) {
        throw new EngineException(
            ReasonCode.ENGINE_FAILED,
            "the engine "
                + attempts.engine()
                + " gave what can't be decompressed for the blob "
                + Sha256.text(digest)
                + ": "
                + e.getMessage(),
            e);
      }
      // It ended early, which is a break.
    }
  }

  /** Takes some bytes; never more than the blob has, whatever a compressed form unfolds to. */
  private void add(ByteString bytes) {
    if (done + bytes.size() > digest.getSizeBytes()) {
      throw new EngineException(
          ReasonCode.ENGINE_FAILED,
          "the engine "
              + attempts.engine()
              + " gave more bytes than the blob "
              + Sha256.text(digest)
              + " has",
          null);
    }
    bytes.asReadOnlyByteBufferList().forEach(sha256::update);
    try {
      bytes.writeTo(out);
    } catch (IOException e) {
      throw new EngineException(
          ReasonCode.HOST, "what the engine sends can't be written: " + e.getMessage(), e);
    }
    done += bytes.size();
  }
}
