package dev.ocispec.remote;

import com.github.luben.zstd.Zstd;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Streams of a fake engine's blobs. */
final class FakeByteStream extends ByteStreamGrpc.ByteStreamImplBase {
  private static final Pattern BLOB =
      Pattern.compile(
          "main/(?:uploads/[0-9a-f-]{36}/)?(blobs|compressed-blobs/zstd)/([0-9a-f]{64})/([0-9]+)");
  private static final int PIECE = 16 * 1024;

  private final FakeEngine engine;
  private final Map<String, ByteString> begun = new ConcurrentHashMap<>();

  /** The names of the streams that were asked for, in order. */
  final Queue<String> names = new ConcurrentLinkedQueue<>();

  /** How many streams break in the middle from now on; short ones don't. */
  final AtomicInteger breaks = new AtomicInteger();

  /** Whether uploads take nothing more after their first message. */
  volatile boolean stalls;

  /** Whether it does not know compressed blobs, although the engine says that it does. */
  volatile boolean lacksCompression;

  /** What is sent of some blobs in place of their compressed form. */
  final Map<Digest, ByteString> compressed = new ConcurrentHashMap<>();

  /** What is said of a compressed upload: of how many bytes came, and how long the blob is. */
  volatile LongBinaryOperator committed = (came, size) -> came;

  /** Whether uploads that broke were taken in whole. */
  volatile boolean complete;

  /** How many bytes came, repeated ones included. */
  final AtomicLong received = new AtomicLong();

  /** How many bytes of blobs went, compressed or not. */
  final AtomicLong given = new AtomicLong();

  /** Where the last read began. */
  volatile long lastOffset;

  FakeByteStream(FakeEngine engine) {
    this.engine = engine;
  }

  /** What a stream carries, by its name. */
  private record Name(Digest digest, boolean compressed) {
    static Name of(String resource) {
      Matcher blob = BLOB.matcher(resource);
      if (!blob.matches()) {
        throw new IllegalArgumentException(resource);
      }
      return new Name(
          Digest.newBuilder()
              .setHash(blob.group(2))
              .setSizeBytes(Long.parseLong(blob.group(3)))
              .build(),
          !blob.group(1).equals("blobs"));
    }
  }

  /** Whether a call was answered with that, as one that is not known. */
  private boolean refuses(String resource, StreamObserver<?> answer) {
    names.add(resource);
    boolean refused = lacksCompression && Name.of(resource).compressed();
    if (refused) {
      answer.onError(Status.UNIMPLEMENTED.withDescription("compressed").asRuntimeException());
    }
    return refused;
  }

  static ByteString compress(ByteString bytes) {
    return ByteString.copyFrom(Zstd.compress(bytes.toByteArray()));
  }

  private boolean isToBreak() {
    return breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> answer) {
    if (refuses(request.getResourceName(), answer)) {
      return;
    }
    Name name = Name.of(request.getResourceName());
    ByteString bytes = engine.blobs.get(name.digest());
    lastOffset = request.getReadOffset();
    if (bytes == null) {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    boolean broken = bytes.size() > PIECE && isToBreak();
    ByteString sent = bytes.substring((int) request.getReadOffset());
    if (name.compressed()) {
      ByteString other = compressed.get(name.digest());
      sent = other == null ? compress(sent) : other;
    }
    int from = 0;
    int end = broken ? sent.size() / 2 : sent.size();
    while (from < end) {
      int to = Math.min(end, from + PIECE);
      answer.onNext(ReadResponse.newBuilder().setData(sent.substring(from, to)).build());
      from = to;
    }
    given.addAndGet(end);
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
        if (!request.getResourceName().isEmpty()) {
          resource = request.getResourceName();
          over = refuses(resource, answer);
          if (over) {
            return;
          }
        }
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
        ByteString came = begun.get(resource);
        Name name = Name.of(resource);
        try {
          ByteString bytes = name.compressed() ? decompress(came) : came;
          if (!engine.put(bytes).equals(name.digest())) {
            throw new IOException("digest");
          }
          long size = bytes.size();
          answer.onNext(
              WriteResponse.newBuilder()
                  .setCommittedSize(
                      name.compressed() ? committed.applyAsLong(came.size(), size) : size)
                  .build());
          answer.onCompleted();
        } catch (IOException e) {
          answer.onError(
              Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        }
      }
    };
  }

  private static ByteString decompress(ByteString compressed) throws IOException {
    try (InputStream in = Zstandard.decompress(compressed.newInput())) {
      return ByteString.readFrom(in);
    }
  }

  @Override
  public void queryWriteStatus(
      QueryWriteStatusRequest request, StreamObserver<QueryWriteStatusResponse> answer) {
    ByteString bytes = begun.get(request.getResourceName());
    if (bytes == null) {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    answer.onNext(
        QueryWriteStatusResponse.newBuilder()
            .setCommittedSize(bytes.size())
            .setComplete(complete)
            .build());
    answer.onCompleted();
  }
}
