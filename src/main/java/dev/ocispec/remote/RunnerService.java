package dev.ocispec.remote;

import com.google.protobuf.Empty;
import dev.ocispec.remote.protocol.internal.CheckReadinessRequest;
import dev.ocispec.remote.protocol.internal.RunRequest;
import dev.ocispec.remote.protocol.internal.RunResponse;
import dev.ocispec.remote.protocol.internal.RunnerGrpc;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The calls of a worker. */
final class RunnerService extends RunnerGrpc.RunnerImplBase {
  private final ActionRunner runner;

  RunnerService(ActionRunner runner) {
    this.runner = runner;
  }

  @Override
  public void checkReadiness(CheckReadinessRequest request, StreamObserver<Empty> answer) {
    try {
      runner.checkReadiness(request.getPath());
      answer.onNext(Empty.getDefaultInstance());
      answer.onCompleted();
    } catch (StatusRuntimeException e) {
      answer.onError(e);
    }
  }

  @Override
  public void run(RunRequest request, StreamObserver<RunResponse> answer) {
    ActionThread thread = new ActionThread(Thread.currentThread());
    // The observer's own handler would wait for this method to return. With one that does nothing,
    // an answer that comes too late is dropped.
    ((ServerCallStreamObserver<RunResponse>) answer).setOnCancelHandler(() -> {});
    Context.current().addListener(call -> thread.interrupt(), Runnable::run);
    try {
      RunResponse response = runner.run(request);
      thread.end();
      answer.onNext(response);
      answer.onCompleted();
    } catch (StatusRuntimeException e) {
      thread.end();
      answer.onError(e);
    } catch (RuntimeException e) {
      thread.end();
      // gRPC alone would say UNKNOWN and nothing else.
      answer.onError(
          Status.INTERNAL
              .withDescription(String.valueOf(e.getMessage()))
              .withCause(e)
              .asRuntimeException());
    }
  }

  /** The thread that works on a call, interrupted when the call is cancelled and not later. */
  private static final class ActionThread {
    private final Thread thread;
    private boolean over;

    ActionThread(Thread thread) {
      this.thread = thread;
    }

    synchronized void interrupt() {
      if (!over) {
        thread.interrupt();
      }
    }

    synchronized void end() {
      over = true;
      Thread.interrupted();
    }
  }
}
