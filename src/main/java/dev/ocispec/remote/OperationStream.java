package dev.ocispec.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ocispec.remote.protocol.internal.CancelOperationRequest;
import dev.ocispec.remote.protocol.internal.ExecuteOperationMetadata;
import dev.ocispec.remote.protocol.internal.ExecutionStage;
import dev.ocispec.remote.protocol.internal.Operation;
import dev.ocispec.remote.protocol.internal.OperationsGrpc;
import dev.ocispec.report.internal.QuietLogging;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** What an engine tells of one execution, over one or more calls. */
final class OperationStream {
  private static final Logger LOG = QuietLogging.logger(OperationStream.class);
  private static final long CANCEL_SECONDS = 5;

  private final Channel channel;
  private final Runnable running;
  private Optional<String> name = Optional.empty();

  OperationStream(Channel channel, Runnable running) {
    this.channel = channel;
    this.running = running;
  }

  /** What the engine calls the operation; empty while it has not said, or has forgotten it. */
  Optional<String> name() {
    return name;
  }

  void forget() {
    name = Optional.empty();
  }

  /** Reads one call's stream until the operation is done; empty when it ends before. */
  Optional<Operation> follow(Supplier<Iterator<Operation>> call) {
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      Iterator<Operation> operations = call.get();
      while (operations.hasNext()) {
        Operation operation = operations.next();
        if (!operation.getName().isEmpty()) {
          name = Optional.of(operation.getName());
        }
        if (operation.getDone()) {
          return Optional.of(operation);
        }
        if (stage(operation) == ExecutionStage.Value.EXECUTING) {
          running.run();
        }
      }
      return Optional.empty();
    } finally {
      context.detach(before);
      context.cancel(null); // The call is over, or nobody wants more of it.
    }
  }

  private static ExecutionStage.Value stage(Operation operation) {
    try {
      return operation.getMetadata().is(ExecuteOperationMetadata.class)
          ? operation.getMetadata().unpack(ExecuteOperationMetadata.class).getStage()
          : ExecutionStage.Value.UNKNOWN;
    } catch (InvalidProtocolBufferException e) {
      // Metadata that can't be read tells no stage; nothing depends on it.
      return ExecutionStage.Value.UNKNOWN;
    }
  }

  /**
   * Ending the call is all that some engines take for a wish to stop; others have a call for it.
   */
  void cancel() {
    if (name.isEmpty()) {
      return;
    }
    try {
      OperationsGrpc.newBlockingStub(channel)
          .withDeadlineAfter(CANCEL_SECONDS, TimeUnit.SECONDS)
          .cancelOperation(CancelOperationRequest.newBuilder().setName(name.get()).build());
    } catch (StatusRuntimeException e) {
      LOG.debug("the engine does not cancel {}: {}", name.get(), e.getStatus());
    }
  }
}
