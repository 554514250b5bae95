package dev.ocispec.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ocispec.remote.protocol.internal.ActionCacheGrpc;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.ExecuteRequest;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.remote.protocol.internal.ExecutionGrpc;
import dev.ocispec.remote.protocol.internal.GetActionResultRequest;
import dev.ocispec.remote.protocol.internal.Operation;
import dev.ocispec.remote.protocol.internal.WaitExecutionRequest;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs one action, and holds on to it when connections break. */
final class Executions {
  private static final long STEADY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Channel channel;
  private final String instance;
  private final Attempts attempts;
  private final Runnable running;

  /** {@code running} hears that the action has left the queue, perhaps more than once. */
  Executions(Channel channel, String instance, Attempts attempts, Runnable running) {
    this.channel = channel;
    this.instance = instance;
    this.attempts = attempts;
    this.running = running;
  }

  /** The result in the engine's cache; empty when there is none. */
  Optional<ActionResult> cached(Digest action) throws InterruptedException {
    GetActionResultRequest request =
        GetActionResultRequest.newBuilder()
            .setInstanceName(instance)
            .setActionDigest(action)
            .setInlineStdout(true)
            .build();
    return attempts.of(
        "look into its cache of results",
        () -> {
          try {
            return Optional.of(
                ActionCacheGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(attempts.callTimeout().toNanos(), TimeUnit.NANOSECONDS)
                    .getActionResult(request));
          } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /**
   * Runs the action to its end.
   *
   * @throws MissingBlobsException when the engine lacks blobs that it was sent
   * @throws EngineException when it failed for good
   * @throws InterruptedException when the thread was interrupted; the engine was told to stop
   */
  ExecuteResponse run(Digest action, boolean lookIntoCache) throws InterruptedException {
    ExecuteRequest request =
        ExecuteRequest.newBuilder()
            .setInstanceName(instance)
            .setActionDigest(action)
            .setSkipCacheLookup(!lookIntoCache)
            .setInlineStdout(true)
            .setInlineStderr(true)
            .build();
    OperationStream stream = new OperationStream(channel, running);
    int attempt = 0;
    long failed = System.nanoTime();
    while (true) {
      try {
        Optional<Operation> done = stream.follow(() -> start(request, stream.name()));
        if (done.isPresent()) {
          return response(done.get());
        }
        throw Status.UNAVAILABLE
            .withDescription("the stream ended before the operation was done")
            .asRuntimeException();
      } catch (StatusRuntimeException e) {
        if (Thread.interrupted()) {
          stream.cancel();
          throw new InterruptedException();
        }
        // A build may run for hours, over more broken connections than one call gets attempts.
        boolean steady = System.nanoTime() - failed > STEADY_NANOS;
        failed = System.nanoTime();
        attempt = steady ? 1 : attempt + 1;
        after(e, stream, attempt);
      }
    }
  }

  private Iterator<Operation> start(ExecuteRequest request, Optional<String> name) {
    ExecutionGrpc.ExecutionBlockingStub stub = ExecutionGrpc.newBlockingStub(channel);
    return name.map(
            known -> stub.waitExecution(WaitExecutionRequest.newBuilder().setName(known).build()))
        .orElseGet(() -> stub.execute(request));
  }

  /** Prepares for the next attempt, or gives up. */
  private void after(StatusRuntimeException failure, OperationStream stream, int attempt)
      throws InterruptedException {
    Status status = failure.getStatus();
    List<Digest> missing = FailureDetails.missing(FailureDetails.of(failure));
    if (!missing.isEmpty()) {
      throw new MissingBlobsException(missing, attempts.engine());
    }
    boolean known = stream.name().isPresent();
    // An engine that was started anew, or has no such call, is asked to execute again.
    boolean forgotten =
        known
            && (status.getCode() == Status.Code.NOT_FOUND
                || status.getCode() == Status.Code.UNIMPLEMENTED);
    if (forgotten) {
      stream.forget();
    }
    if (attempt >= attempts.most() || !forgotten && !EngineFailures.mayPass(status.getCode())) {
      throw known
          ? new EngineException(
              ReasonCode.ENGINE_STREAM_BROKEN,
              "the connection to the engine "
                  + attempts.engine()
                  + " broke while the build ran, and could not be taken up again in "
                  + attempt
                  + " attempts: "
                  + EngineFailures.words(status)
                  + "; whether it still runs is not known",
              failure)
          : attempts.failure("execute the build", status, attempt, failure);
    }
    Attempts.pause(attempt, FailureDetails.retryDelay(failure));
  }

  private ExecuteResponse response(Operation done) {
    try {
      if (done.hasError()) {
        throw Status.fromCodeValue(done.getError().getCode())
            .withDescription(done.getError().getMessage())
            .asRuntimeException();
      }
      return done.getResponse().unpack(ExecuteResponse.class);
    } catch (InvalidProtocolBufferException e) {
      throw new EngineException(
          ReasonCode.ENGINE_FAILED,
          "the engine "
              + attempts.engine()
              + " answered an execution with "
              + done.getResponse().getTypeUrl()
              + ", expected ExecuteResponse",
          e);
    }
  }
}
