package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ActionCacheGrpc;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.ExecuteRequest;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.remote.protocol.internal.ExecutionGrpc;
import dev.ocispec.remote.protocol.internal.GetActionResultRequest;
import dev.ocispec.remote.protocol.internal.Operation;
import dev.ocispec.remote.protocol.internal.WaitExecutionRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** What a fake engine says of executions: one answer of a test after the other. */
final class FakeExecution extends ExecutionGrpc.ExecutionImplBase {
  /** One call's answer. */
  interface Answer {
    void to(ExecuteRequest request, StreamObserver<Operation> stream);
  }

  private final FakeEngine engine;

  /** Answers to executions, the last of them again and again. */
  final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

  /** Answers to those who come back. */
  final Queue<Answer> waits = new ConcurrentLinkedQueue<>();

  final Cache cache = new Cache();

  /** Goes down when a client has ended a call that had no answer. */
  final CountDownLatch abandoned = new CountDownLatch(1);

  FakeExecution(FakeEngine engine) {
    this.engine = engine;
  }

  /** A build that succeeded on a worker, as its ocispec would say. */
  static ActionResult.Builder succeeded() {
    return ActionResult.newBuilder()
        .setStdoutRaw(
            ByteString.copyFromUtf8(
                "{\"status\":\"succeeded\",\"exitCode\":0,\"durationMillis\":5,\"logTail\":\"hi\","
                    + "\"outputs\":[]}\n"));
  }

  static Answer done(ExecuteResponse response) {
    return (request, stream) -> {
      stream.onNext(FakeEngine.done("operations/1", response));
      stream.onCompleted();
    };
  }

  static Answer done(ActionResult result) {
    return done(ExecuteResponse.newBuilder().setResult(result).build());
  }

  static Answer fails(Status status) {
    return (request, stream) -> stream.onError(status.asRuntimeException());
  }

  /** Begins, and breaks. */
  static Answer breaks() {
    return (request, stream) -> {
      stream.onNext(Operation.newBuilder().setName("operations/1").build());
      stream.onError(Status.UNAVAILABLE.withDescription("cut").asRuntimeException());
    };
  }

  /** Begins, and says nothing more. */
  Answer never() {
    return (request, stream) -> {
      ((ServerCallStreamObserver<Operation>) stream).setOnCancelHandler(abandoned::countDown);
      stream.onNext(Operation.newBuilder().setName("operations/1").build());
    };
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<Operation> stream) {
    next(answers).to(request, stream);
  }

  @Override
  public void waitExecution(WaitExecutionRequest request, StreamObserver<Operation> stream) {
    next(waits).to(ExecuteRequest.getDefaultInstance(), stream);
  }

  private static Answer next(Queue<Answer> answers) {
    Answer next = answers.size() > 1 ? answers.poll() : answers.peek();
    return next == null ? fails(Status.NOT_FOUND) : next;
  }

  /** The cache of results. */
  final class Cache extends ActionCacheGrpc.ActionCacheImplBase {
    @Override
    public void getActionResult(
        GetActionResultRequest request, StreamObserver<ActionResult> answer) {
      ActionResult known = engine.results.get(request.getActionDigest());
      if (known == null) {
        answer.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      answer.onNext(known);
      answer.onCompleted();
    }
  }
}
