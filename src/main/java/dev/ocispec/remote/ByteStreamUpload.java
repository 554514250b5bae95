package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.ocispec.remote.protocol.internal.ByteStreamGrpc;
import dev.ocispec.remote.protocol.internal.QueryWriteStatusRequest;
import dev.ocispec.remote.protocol.internal.QueryWriteStatusResponse;
import dev.ocispec.remote.protocol.internal.WriteRequest;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Sends one blob as a stream, compressed where the engine offers it; only a piece at a time is in
 * memory. After a break it goes on from where the engine says it has got to. A compressed one
 * begins anew: how much the engine has of it says nothing of where in the blob that is.
 */
final class ByteStreamUpload {
  private static final int PIECE = 256 * 1024;

  /** What engines say of a compressed blob in place of a size. */
  private static final long HAS_IT = -1;

  private final Channel channel;
  private final String prefix;
  private final EngineLimits limits;
  private final Attempts attempts;
  private final Blob blob;
  private final long size;
  private BlobEncoding encoding = BlobEncoding.IDENTITY;
  private String resource = "";
  private long from;

  /** {@code prefix} is that of the instance: empty, or ends in a slash. */
  ByteStreamUpload(
      Channel channel, String prefix, EngineLimits limits, Attempts attempts, Blob blob) {
    this.channel = channel;
    this.prefix = prefix;
    this.limits = limits;
    this.attempts = attempts;
    this.blob = blob;
    this.size = blob.digest().getSizeBytes();
  }

  private void begin() {
    encoding = limits.encoding(blob.digest());
    resource = prefix + "uploads/" + UUID.randomUUID() + "/" + encoding.resource(blob.digest());
    from = 0;
  }

  /** Sends it; the engine has it afterwards. */
  void run() throws InterruptedException {
    begin();
    for (int attempt = 1; ; attempt++) {
      try {
        send();
        return;
      } catch (StatusRuntimeException e) {
        Attempts.interrupted();
        if (limits.withdraws(encoding, e.getStatus())) {
          begin();
          continue;
        }
        if (attempt >= attempts.most() || !EngineFailures.mayPass(e.getStatus().getCode())) {
          throw attempts.failure(
              "take the blob " + Sha256.text(blob.digest()), e.getStatus(), attempt, e);
        }
        Attempts.pause(attempt, FailureDetails.retryDelay(e));
        if (isComplete()) {
          return;
        }
      } catch (IOException e) {
        Attempts.interrupted(); // Which ends a read of a file, too.
        throw new EngineException(
            ReasonCode.HOST, "the contents of " + blob + " can't be read: " + e.getMessage(), e);
      }
    }
  }

  /** Whether the engine has it all; else the next attempt goes on where it can. */
  private boolean isComplete() throws InterruptedException {
    try {
      QueryWriteStatusResponse found =
          ByteStreamGrpc.newBlockingStub(channel)
              .withDeadlineAfter(attempts.callTimeout().toNanos(), TimeUnit.NANOSECONDS)
              .queryWriteStatus(
                  QueryWriteStatusRequest.newBuilder().setResourceName(resource).build());
      if (found.getComplete()) {
        return true;
      }
      switch (encoding) {
        case IDENTITY -> from = Math.max(0, Math.min(found.getCommittedSize(), size - 1));
        case ZSTD -> begin();
      }
    } catch (StatusRuntimeException e) {
      Attempts.interrupted();
      begin(); // It knows nothing of it.
    }
    return false;
  }

  private void send() throws IOException, InterruptedException {
    UploadStream stream = UploadStream.open(channel, attempts.callTimeout());
    try (InputStream plain = new ExactStream(blob.open(from), size - from);
        PushbackInputStream in = new PushbackInputStream(encoding.encode(plain))) {
      long sent = from;
      boolean all = false;
      while (!all && stream.awaitReady()) {
        byte[] piece = in.readNBytes(PIECE);
        all = isAtEnd(in);
        WriteRequest.Builder request = WriteRequest.newBuilder();
        if (sent == from) {
          request.setResourceName(resource);
        }
        ByteString data = UnsafeByteOperations.unsafeWrap(piece);
        stream.send(request.setWriteOffset(sent).setData(data).setFinishWrite(all).build());
        sent += piece.length;
      }
      check(stream.end().getCommittedSize(), all, sent);
    } catch (IOException | InterruptedException | RuntimeException e) {
      stream.cancel(e);
      throw e;
    }
  }

  private static boolean isAtEnd(PushbackInputStream in) throws IOException {
    int next = in.read();
    if (next >= 0) {
      in.unread(next);
    }
    return next < 0;
  }

  /**
   * An engine that has the blob already may answer before all is sent. Of a compressed one, engines
   * tell how much came, or how long it is as it is, or just that they have it.
   */
  private void check(long committed, boolean all, long sent) {
    boolean compressed = encoding == BlobEncoding.ZSTD;
    if (committed != size
        && !(compressed && committed == HAS_IT)
        && !(compressed && all && committed == sent)) {
      throw Status.DATA_LOSS
          .withDescription("only " + committed + " of " + size + " bytes arrived")
          .asRuntimeException();
    }
  }
}
