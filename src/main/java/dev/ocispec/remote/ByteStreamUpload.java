package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.ocispec.remote.protocol.internal.ByteStreamGrpc;
import dev.ocispec.remote.protocol.internal.QueryWriteStatusRequest;
import dev.ocispec.remote.protocol.internal.QueryWriteStatusResponse;
import dev.ocispec.remote.protocol.internal.WriteRequest;
import dev.ocispec.remote.protocol.internal.WriteResponse;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Sends one blob as a stream, of which only a piece at a time is in memory. After a break it goes
 * on from where the engine says it has got to.
 */
final class ByteStreamUpload {
  private static final int PIECE = 256 * 1024;

  private final Channel channel;
  private final String prefix;
  private final Attempts attempts;
  private final Blob blob;
  private String resource;

  /** {@code prefix} is that of the instance: empty, or ends in a slash. */
  ByteStreamUpload(Channel channel, String prefix, Attempts attempts, Blob blob) {
    this.channel = channel;
    this.prefix = prefix;
    this.attempts = attempts;
    this.blob = blob;
    this.resource = newResource();
  }

  private String newResource() {
    return prefix + "uploads/" + UUID.randomUUID() + "/blobs/" + Sha256.text(blob.digest());
  }

  /** Sends it; the engine has it afterwards. */
  void run() throws InterruptedException {
    String what = "take the blob " + Sha256.text(blob.digest());
    long from = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        send(from);
        return;
      } catch (StatusRuntimeException e) {
        Attempts.interrupted();
        if (attempt >= attempts.most() || !EngineFailures.mayPass(e.getStatus().getCode())) {
          throw attempts.failure(what, e.getStatus(), attempt, e);
        }
        Attempts.pause(attempt, FailureDetails.retryDelay(e));
        from = committed();
        if (from >= blob.digest().getSizeBytes()) {
          return;
        }
      } catch (IOException e) {
        throw new EngineException(
            ReasonCode.HOST, "the contents of " + blob + " can't be read: " + e.getMessage(), e);
      }
    }
  }

  /** How much the engine has; where it does not know, another upload begins. */
  private long committed() throws InterruptedException {
    try {
      QueryWriteStatusResponse found =
          ByteStreamGrpc.newBlockingStub(channel)
              .withDeadlineAfter(attempts.callTimeout().toNanos(), TimeUnit.NANOSECONDS)
              .queryWriteStatus(
                  QueryWriteStatusRequest.newBuilder().setResourceName(resource).build());
      return found.getComplete()
          ? blob.digest().getSizeBytes()
          : Math.max(0, Math.min(found.getCommittedSize(), blob.digest().getSizeBytes() - 1));
    } catch (StatusRuntimeException e) {
      Attempts.interrupted();
      resource = newResource();
      return 0;
    }
  }

  private void send(long from) throws IOException, InterruptedException {
    UploadStream stream = UploadStream.open(channel, attempts.callTimeout());
    long size = blob.digest().getSizeBytes();
    long sent = from;
    try (InputStream in = blob.open(from)) {
      boolean first = true;
      while (sent < size && stream.awaitReady()) {
        byte[] piece = in.readNBytes((int) Math.min(PIECE, size - sent));
        if (piece.length == 0) {
          throw new IOException("it became shorter while it was being sent");
        }
        WriteRequest.Builder request = WriteRequest.newBuilder();
        if (first) {
          request.setResourceName(resource);
          first = false;
        }
        ByteString data = UnsafeByteOperations.unsafeWrap(piece);
        stream.send(
            request
                .setWriteOffset(sent)
                .setData(data)
                .setFinishWrite(sent + piece.length == size)
                .build());
        sent += piece.length;
      }
      check(stream.end(), size);
    } catch (IOException | InterruptedException | RuntimeException e) {
      stream.cancel(e);
      throw e;
    }
  }

  /** An engine that has the blob already may answer before all is sent. */
  private static void check(WriteResponse response, long size) {
    if (response.getCommittedSize() != size) {
      throw Status.DATA_LOSS
          .withDescription("only " + response.getCommittedSize() + " of " + size + " bytes arrived")
          .asRuntimeException();
    }
  }
}
