package dev.ocispec.remote;

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

/** The store of a fake engine. */
final class FakeStore extends ContentAddressableStorageGrpc.ContentAddressableStorageImplBase {
  private final FakeEngine engine;

  /** What the next calls fail with, before anything else. */
  final Queue<Status> failures = new ConcurrentLinkedQueue<>();

  /** The largest batch that came, in bytes of blobs. */
  volatile long largestBatch;

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

  private boolean fails(StreamObserver<?> answer) {
    Status failure = failures.poll();
    if (failure != null) {
      answer.onError(failure.asRuntimeException());
    }
    return failure != null;
  }
}
