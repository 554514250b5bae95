package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.BatchUpdateBlobsRequest;
import dev.ocispec.remote.protocol.internal.BatchUpdateBlobsResponse;
import dev.ocispec.remote.protocol.internal.ContentAddressableStorageGrpc;
import dev.ocispec.remote.protocol.internal.ContentAddressableStorageGrpc.ContentAddressableStorageBlockingStub;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.FindMissingBlobsRequest;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Brings blobs into an engine's store. */
final class BlobStore {
  /** About 70 bytes each, in messages of at most 4 MiB. */
  private static final int ASKED_AT_ONCE = 20_000;

  /** What is around a blob in a message. */
  static final int AROUND = 256;

  private final Channel channel;
  private final String instance;
  private final EngineLimits limits;
  private final Attempts attempts;

  BlobStore(Channel channel, String instance, EngineLimits limits, Attempts attempts) {
    this.channel = channel;
    this.instance = instance;
    this.limits = limits;
    this.attempts = attempts;
  }

  /** The blobs' prefix in names of streams. */
  static String prefix(String instance) {
    return instance.isEmpty() ? "" : instance + "/";
  }

  /** Sends what the engine does not have. */
  void upload(Map<Digest, Blob> blobs) throws InterruptedException {
    send(missing(blobs.keySet()).stream().map(blobs::get).toList());
  }

  /** Which of them the engine does not have; the empty blob every engine has. */
  Set<Digest> missing(Collection<Digest> digests) throws InterruptedException {
    Set<Digest> missing = new LinkedHashSet<>();
    List<Digest> asked = new ArrayList<>();
    for (Digest digest : digests) {
      if (!digest.equals(Sha256.EMPTY)) {
        asked.add(digest);
      }
    }
    for (int from = 0; from < asked.size(); from += ASKED_AT_ONCE) {
      FindMissingBlobsRequest request =
          FindMissingBlobsRequest.newBuilder()
              .setInstanceName(instance)
              .addAllBlobDigests(asked.subList(from, Math.min(asked.size(), from + ASKED_AT_ONCE)))
              .build();
      missing.addAll(
          attempts
              .of("say which blobs it has", () -> stub().findMissingBlobs(request))
              .getMissingBlobDigestsList());
    }
    missing.retainAll(digests);
    return missing;
  }

  /** Sends blobs: small ones together, large ones each in a stream. */
  private void send(List<Blob> blobs) throws InterruptedException {
    List<Blob> batch = new ArrayList<>();
    long size = 0;
    for (Blob blob : blobs) {
      long own = blob.digest().getSizeBytes() + AROUND;
      if (blob.digest().getSizeBytes() > limits.largest()) {
        throw new EngineException(
            ReasonCode.ENGINE_REFUSED,
            "the engine "
                + attempts.engine()
                + " takes blobs of at most "
                + limits.largest()
                + " bytes, found "
                + blob.digest().getSizeBytes()
                + " bytes in "
                + blob,
            null);
      }
      if (own > limits.batch()) {
        new ByteStreamUpload(channel, prefix(instance), limits, attempts, blob).run();
        continue;
      }
      if (size + own > limits.batch()) {
        update(batch);
        batch.clear();
        size = 0;
      }
      batch.add(blob);
      size += own;
    }
    if (!batch.isEmpty()) {
      update(batch);
    }
  }

  private void update(List<Blob> blobs) throws InterruptedException {
    BatchUpdateBlobsRequest.Builder request =
        BatchUpdateBlobsRequest.newBuilder().setInstanceName(instance);
    for (Blob blob : blobs) {
      request.addRequests(
          BatchUpdateBlobsRequest.Request.newBuilder()
              .setDigest(blob.digest())
              .setData(bytes(blob)));
    }
    BatchUpdateBlobsRequest all = request.build();
    attempts.of(
        "take " + blobs.size() + " blobs",
        () -> {
          check(stub().batchUpdateBlobs(all));
          return all;
        });
  }

  /** Every blob has a status of its own; one that may pass has the whole call made again. */
  private void check(BatchUpdateBlobsResponse response) {
    for (BatchUpdateBlobsResponse.Response one : response.getResponsesList()) {
      if (one.getStatus().getCode() != Status.Code.OK.value()) {
        throw Status.fromCodeValue(one.getStatus().getCode())
            .withDescription(
                "blob " + Sha256.text(one.getDigest()) + ": " + one.getStatus().getMessage())
            .asRuntimeException();
      }
    }
  }

  private static ByteString bytes(Blob blob) {
    if (blob instanceof Blob.Bytes here) {
      return here.bytes();
    }
    try (InputStream in = blob.open(0)) {
      ByteString bytes = ByteString.readFrom(in);
      if (bytes.size() != blob.digest().getSizeBytes()) {
        throw new IOException("it changed while it was being sent");
      }
      return bytes;
    } catch (IOException e) {
      throw new EngineException(
          ReasonCode.HOST, "the contents of " + blob + " can't be read: " + e.getMessage(), e);
    }
  }

  private ContentAddressableStorageBlockingStub stub() {
    return ContentAddressableStorageGrpc.newBlockingStub(channel)
        .withDeadlineAfter(attempts.callTimeout().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Sends the named ones again, which the engine has lost meanwhile. */
  void uploadAgain(Map<Digest, Blob> blobs, Collection<Digest> lost) throws InterruptedException {
    List<Blob> known = new ArrayList<>();
    for (Digest digest : lost) {
      Optional.ofNullable(blobs.get(digest)).ifPresent(known::add);
    }
    send(known);
  }
}
