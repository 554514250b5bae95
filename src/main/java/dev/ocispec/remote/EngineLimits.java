package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.CacheCapabilities;
import dev.ocispec.remote.protocol.internal.CapabilitiesGrpc;
import dev.ocispec.remote.protocol.internal.Compressor;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.DigestFunction;
import dev.ocispec.remote.protocol.internal.ExecutionCapabilities;
import dev.ocispec.remote.protocol.internal.GetCapabilitiesRequest;
import dev.ocispec.remote.protocol.internal.ServerCapabilities;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;

/**
 * What an engine takes.
 *
 * @param batch how many bytes of blobs go into one call
 * @param largest how long a blob may be
 * @param compression whether streams may be compressed, here and there
 * @param batchReads whether several blobs can be read in one call; no engine says so beforehand
 */
record EngineLimits(long batch, long largest, Offer compression, Offer batchReads) {
  /**
   * What a message of gRPC may have unless the server says otherwise, less what is around blobs.
   */
  private static final long MESSAGE = (4 << 20) - (128 << 10);

  /** Less is sent in a few packets anyway. */
  private static final long SMALLEST_COMPRESSED = 16 << 10;

  /**
   * Asks the engine.
   *
   * @throws EngineException when it can't be asked, or lacks what builds need
   */
  static EngineLimits of(Channel channel, String instance, Attempts attempts)
      throws InterruptedException {
    GetCapabilitiesRequest request =
        GetCapabilitiesRequest.newBuilder().setInstanceName(instance).build();
    ServerCapabilities found =
        attempts.of(
            "tell its capabilities",
            () ->
                CapabilitiesGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(attempts.callTimeout().toNanos(), TimeUnit.NANOSECONDS)
                    .getCapabilities(request));
    check(found, attempts.engine());
    CacheCapabilities cache = found.getCacheCapabilities();
    long batch = cache.getMaxBatchTotalSizeBytes();
    long largest = cache.getMaxCasBlobSizeBytes();
    return new EngineLimits(
        batch <= 0 ? MESSAGE : Math.min(batch, MESSAGE),
        largest <= 0 ? Long.MAX_VALUE : largest,
        new Offer(
            cache.getSupportedCompressorsList().contains(Compressor.Value.ZSTD)
                && ZstandardLibrary.isThere()),
        new Offer(true));
  }

  /** What a stream carries of a blob: compressed where that is offered, and worth it. */
  BlobEncoding encoding(Digest digest) {
    return compression.stands() && digest.getSizeBytes() >= SMALLEST_COMPRESSED
        ? BlobEncoding.ZSTD
        : BlobEncoding.IDENTITY;
  }

  /** Whether a stream failed since the engine lacks what it offers; then nothing else uses that. */
  boolean withdraws(BlobEncoding encoding, Status failure) {
    boolean lacks =
        encoding != BlobEncoding.IDENTITY && failure.getCode() == Status.Code.UNIMPLEMENTED;
    if (lacks) {
      compression.withdraw();
    }
    return lacks;
  }

  private static void check(ServerCapabilities found, String engine) {
    ExecutionCapabilities execution = found.getExecutionCapabilities();
    if (!found.hasExecutionCapabilities() || !execution.getExecEnabled()) {
      throw refused(engine, "runs no actions for this instance and these credentials");
    }
    boolean hashes =
        found.getCacheCapabilities().getDigestFunctionsList().contains(DigestFunction.Value.SHA256)
            && (execution.getDigestFunctionsList().contains(DigestFunction.Value.SHA256)
                || execution.getDigestFunction() == DigestFunction.Value.SHA256
                || execution.getDigestFunctionsCount() == 0
                    && execution.getDigestFunction() == DigestFunction.Value.UNKNOWN);
    if (!hashes) {
      throw refused(engine, "does not name blobs by SHA-256, the only function known here");
    }
    if (found.hasLowApiVersion() && found.getLowApiVersion().getMajor() > 2
        || found.hasHighApiVersion() && found.getHighApiVersion().getMajor() < 2) {
      throw refused(engine, "has no version 2 of the Remote Execution API");
    }
  }

  private static EngineException refused(String engine, String what) {
    return new EngineException(
        ReasonCode.ENGINE_REFUSED, "the engine " + engine + " " + what, null);
  }
}
