package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.BatchReadBlobsRequest;
import dev.ocispec.remote.protocol.internal.BatchReadBlobsResponse;
import dev.ocispec.remote.protocol.internal.Compressor;
import dev.ocispec.remote.protocol.internal.ContentAddressableStorageGrpc;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Fetches small blobs together. Each has a status of its own; what may pass is asked for again. */
final class BatchReader {
  private final Channel channel;
  private final String instance;
  private final EngineLimits limits;
  private final Attempts attempts;

  BatchReader(Channel channel, String instance, EngineLimits limits, Attempts attempts) {
    this.channel = channel;
    this.instance = instance;
    this.limits = limits;
    this.attempts = attempts;
  }

  /**
   * The bytes of blobs that fit into one message; none when the engine has no such call, which then
   * nothing makes again.
   *
   * @throws LostBlobException when the engine does not have one of them
   */
  Map<Digest, ByteString> read(Collection<Digest> digests) throws InterruptedException {
    Map<Digest, ByteString> found = new HashMap<>();
    Set<Digest> wanted = new LinkedHashSet<>(digests);
    if (!limits.batchReads().stands()) {
      return found; // It turned out while these were collected.
    }
    for (int attempt = 1; !wanted.isEmpty(); attempt++) {
      int before = wanted.size();
      try {
        take(ask(wanted), wanted, found);
      } catch (StatusRuntimeException e) {
        Attempts.interrupted();
        if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
          limits.batchReads().withdraw();
          return Map.of();
        }
        if (wanted.size() < before) {
          attempt = 1;
        }
        if (attempt >= attempts.most() || !EngineFailures.mayPass(e.getStatus().getCode())) {
          throw attempts.failure(
              before == 1 ? "give a blob" : "give " + before + " blobs", e.getStatus(), attempt, e);
        }
        Attempts.pause(attempt, FailureDetails.retryDelay(e));
      }
    }
    return found;
  }

  private BatchReadBlobsResponse ask(Set<Digest> wanted) {
    return ContentAddressableStorageGrpc.newBlockingStub(channel)
        .withDeadlineAfter(attempts.callTimeout().toNanos(), TimeUnit.NANOSECONDS)
        .batchReadBlobs(
            BatchReadBlobsRequest.newBuilder()
                .setInstanceName(instance)
                .addAllDigests(wanted)
                .build());
  }

  /** Takes what has come, and fails with the first status of what has not. */
  private void take(
      BatchReadBlobsResponse response, Set<Digest> wanted, Map<Digest, ByteString> found) {
    Optional<BatchReadBlobsResponse.Response> failed = Optional.empty();
    for (BatchReadBlobsResponse.Response one : response.getResponsesList()) {
      if (!wanted.contains(one.getDigest())) {
        continue; // Unasked, or for the second time.
      }
      if (one.getStatus().getCode() == Status.Code.OK.value()) {
        check(one);
        found.put(one.getDigest(), one.getData());
        wanted.remove(one.getDigest());
      } else if (failed.isEmpty()) {
        failed = Optional.of(one);
      }
    }
    if (failed.isPresent()) {
      throw failure(failed.get());
    }
    if (!wanted.isEmpty()) {
      throw Status.UNKNOWN
          .withDescription("it said nothing of " + Sha256.text(wanted.iterator().next()))
          .asRuntimeException();
    }
  }

  private void check(BatchReadBlobsResponse.Response one) {
    if (one.getCompressor() != Compressor.Value.IDENTITY) {
      throw new EngineException(
          ReasonCode.ENGINE_FAILED,
          "the engine "
              + attempts.engine()
              + " gave the blob "
              + Sha256.text(one.getDigest())
              + " in a form that it was not asked for: "
              + one.getCompressor(),
          null);
    }
    Sha256.check(one.getDigest(), Sha256.of(one.getData()), attempts.engine());
  }

  private RuntimeException failure(BatchReadBlobsResponse.Response one) {
    Status status = Status.fromCodeValue(one.getStatus().getCode());
    StatusRuntimeException failure =
        status
            .withDescription(
                "blob " + Sha256.text(one.getDigest()) + ": " + one.getStatus().getMessage())
            .asRuntimeException();
    return status.getCode() == Status.Code.NOT_FOUND
        ? new LostBlobException(one.getDigest(), attempts.engine(), failure)
        : failure;
  }
}
