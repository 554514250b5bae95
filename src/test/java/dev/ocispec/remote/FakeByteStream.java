package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ByteStreamGrpc;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.QueryWriteStatusRequest;
import dev.ocispec.remote.protocol.internal.QueryWriteStatusResponse;
import dev.ocispec.remote.protocol.internal.ReadRequest;
import dev.ocispec.remote.protocol.internal.ReadResponse;
import dev.ocispec.remote.protocol.internal.WriteRequest;
import dev.ocispec.remote.protocol.internal.WriteResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Streams of a fake engine's blobs. */
final class FakeByteStream extends ByteStreamGrpc.ByteStreamImplBase {
  private static final Pattern BLOB = Pattern.compile(".*/?blobs/([0-9a-f]{64})/([0-9]+)");
  private static final int PIECE = 16 * 1024;

  private final FakeEngine engine;
  private final Map<String, ByteString> begun = new ConcurrentHashMap<>();

  /** How many streams break in the middle from now on; short ones don't. */
  final AtomicInteger breaks = new AtomicInteger();

  /** Whether uploads take nothing more after their first message. */
  volatile boolean stalls;

  /** How many bytes came, repeated ones included. */
  final AtomicLong received = new AtomicLong();

  /** Where the last read began. */
  volatile long lastOffset;

  FakeByteStream(FakeEngine engine) {
    this.engine = engine;
  }

  private static Digest digest(String resource) {
    Matcher blob = BLOB.matcher(resource);
    if (!blob.matches()) {
      throw Status.INVALID_ARGUMENT.withDescription(resource).asRuntimeException();
    }
    return Digest.newBuilder()
        .setHash(blob.group(1))
        .setSizeBytes(Long.parseLong(blob.group(2)))
        .build();
  }

  private boolean isToBreak() {
    return breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> answer) {
    ByteString bytes = engine.blobs.get(digest(request.getResourceName()));
    lastOffset = request.getReadOffset();
    if (bytes == null) {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    boolean broken = bytes.size() > PIECE && isToBreak();
    int from = (int) request.getReadOffset();
    int end = broken ? (from + bytes.size()) / 2 : bytes.size();
    while (from < end) {
      int to = Math.min(end, from + PIECE);
      answer.onNext(ReadResponse.newBuilder().setData(bytes.substring(from, to)).build());
      from = to;
    }
    if (broken) {
      answer.onError(Status.UNAVAILABLE.withDescription("cut").asRuntimeException());
    } else {
      answer.onCompleted();
    }
  }

  @Override
  public StreamObserver<WriteRequest> write(StreamObserver<WriteResponse> answer) {
    boolean broken = isToBreak();
    return new StreamObserver<>() {
      private String resource = "";
      private boolean over;

      @Override
      public void onNext(WriteRequest request) {
        if (over) {
          return;
        }
        resource = request.getResourceName().isEmpty() ? resource : request.getResourceName();
        received.addAndGet(request.getData().size());
        ByteString before =
            begun
                .getOrDefault(resource, ByteString.EMPTY)
                .substring(0, (int) request.getWriteOffset());
        begun.put(resource, before.concat(request.getData()));
        if (broken) {
          over = true;
          answer.onError(Status.UNAVAILABLE.withDescription("cut").asRuntimeException());
        }
        if (stalls) {
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      }

      @Override
      public void onError(Throwable cause) {
        over = true;
      }

      @Override
      public void onCompleted() {
        if (over) {
          return;
        }
        ByteString bytes = begun.get(resource);
        if (!engine.put(bytes).equals(digest(resource))) {
          answer.onError(Status.INVALID_ARGUMENT.withDescription("digest").asRuntimeException());
          return;
        }
        answer.onNext(WriteResponse.newBuilder().setCommittedSize(bytes.size()).build());
        answer.onCompleted();
      }
    };
  }

  @Override
  public void queryWriteStatus(
      QueryWriteStatusRequest request, StreamObserver<QueryWriteStatusResponse> answer) {
    ByteString bytes = begun.get(request.getResourceName());
    if (bytes == null) {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    answer.onNext(QueryWriteStatusResponse.newBuilder().setCommittedSize(bytes.size()).build());
    answer.onCompleted();
  }
}
