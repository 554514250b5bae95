package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.BatchReadBlobsRequest;
import dev.ocispec.remote.protocol.internal.BatchReadBlobsResponse;
import dev.ocispec.remote.protocol.internal.BatchUpdateBlobsRequest;
import dev.ocispec.remote.protocol.internal.BatchUpdateBlobsResponse;
import dev.ocispec.remote.protocol.internal.ContentAddressableStorageGrpc;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.FindMissingBlobsRequest;
import dev.ocispec.remote.protocol.internal.FindMissingBlobsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** The store of a fake engine. */
final class FakeStore extends ContentAddressableStorageGrpc.ContentAddressableStorageImplBase {
  private final FakeEngine engine;

  /** What the next calls fail with, before anything else. */
  final Queue<Status> failures = new ConcurrentLinkedQueue<>();

  /** The largest batch that came, in bytes of blobs. */
  volatile long largestBatch;

  /** Whether several blobs can be read in one call. */
  volatile boolean readsTogether = true;

  /** What becomes of the answers to such calls. */
  volatile UnaryOperator<BatchReadBlobsResponse> read = UnaryOperator.identity();

  /** The most that was asked for in one of them, in bytes of blobs. */
  volatile long largestRead;

  FakeStore(FakeEngine engine) {
    this.engine = engine;
  }

  @Override
  public void findMissingBlobs(
      FindMissingBlobsRequest request, StreamObserver<FindMissingBlobsResponse> answer) {
    if (fails(answer)) {
      return;
    }
    FindMissingBlobsResponse.Builder missing = FindMissingBlobsResponse.newBuilder();
    for (Digest digest : request.getBlobDigestsList()) {
      if (!engine.blobs.containsKey(digest)) {
        missing.addMissingBlobDigests(digest);
      }
    }
    answer.onNext(missing.build());
    answer.onCompleted();
  }

  @Override
  public void batchUpdateBlobs(
      BatchUpdateBlobsRequest request, StreamObserver<BatchUpdateBlobsResponse> answer) {
    if (fails(answer)) {
      return;
    }
    BatchUpdateBlobsResponse.Builder response = BatchUpdateBlobsResponse.newBuilder();
    long size = 0;
    for (BatchUpdateBlobsRequest.Request blob : request.getRequestsList()) {
      size += blob.getData().size();
      response.addResponses(
          BatchUpdateBlobsResponse.Response.newBuilder()
              .setDigest(blob.getDigest())
              .setStatus(
                  dev.ocispec.remote.protocol.internal.Status.newBuilder()
                      .setCode(
                          blob.getDigest().equals(engine.put(blob.getData()))
                              ? 0
                              : Status.Code.INVALID_ARGUMENT.value())));
    }
    largestBatch = Math.max(largestBatch, size);
    answer.onNext(response.build());
    answer.onCompleted();
  }

  @Override
  public void batchReadBlobs(
      BatchReadBlobsRequest request, StreamObserver<BatchReadBlobsResponse> answer) {
    if (!readsTogether) {
      super.batchReadBlobs(request, answer);
      return;
    }
    if (fails(answer)) {
      return;
    }
    BatchReadBlobsResponse.Builder response = BatchReadBlobsResponse.newBuilder();
    long size = 0;
    for (Digest digest : request.getDigestsList()) {
      size += digest.getSizeBytes();
      ByteString bytes = engine.blobs.get(digest);
      response.addResponses(
          bytes == null
              ? failed(digest, Status.Code.NOT_FOUND, "")
              : BatchReadBlobsResponse.Response.newBuilder()
                  .setDigest(digest)
                  .setData(bytes)
                  .build());
    }
    largestRead = Math.max(largestRead, size);
    answer.onNext(read.apply(response.build()));
    answer.onCompleted();
  }

  /** What is said of a blob that can't be read. */
  static BatchReadBlobsResponse.Response failed(Digest digest, Status.Code code, String why) {
    return BatchReadBlobsResponse.Response.newBuilder()
        .setDigest(digest)
        .setStatus(
            dev.ocispec.remote.protocol.internal.Status.newBuilder()
                .setCode(code.value())
                .setMessage(why))
        .build();
  }

  private boolean fails(StreamObserver<?> answer) {
    Status failure = failures.poll();
    if (failure != null) {
      answer.onError(failure.asRuntimeException());
    }
    return failure != null;
  }
}
