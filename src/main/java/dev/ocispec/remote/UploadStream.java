package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.ByteStreamGrpc;
import dev.ocispec.remote.protocol.internal.WriteRequest;
import dev.ocispec.remote.protocol.internal.WriteResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call that sends many messages, for a thread that can be interrupted. It never has more on its
 * way than the connection takes, and gives up when nothing moves for a while.
 */
final class UploadStream implements ClientResponseObserver<WriteRequest, WriteResponse> {
  private final Duration patience;
  private @Nullable ClientCallStreamObserver<WriteRequest> requests;
  private Optional<WriteResponse> response = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private boolean over;

  private UploadStream(Duration patience) {
    this.patience = patience;
  }

  static UploadStream open(Channel channel, Duration patience) {
    UploadStream stream = new UploadStream(patience);
    ByteStreamGrpc.newStub(channel).write(stream);
    return stream;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WriteRequest> stream) {
    requests = stream;
    stream.setOnReadyHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** Waits until another message may be sent; not when the engine has answered already. */
  synchronized boolean awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!over && !requests().isReady()) {
      await(deadline, "takes nothing more");
    }
    failed();
    return !over;
  }

  void send(WriteRequest request) {
    requests().onNext(request);
  }

  /** Waits for the answer. */
  synchronized WriteResponse end() throws InterruptedException {
    if (!over) {
      requests().onCompleted();
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (!over) {
      await(deadline, "does not confirm the upload");
    }
    failed();
    return response.orElseThrow(
        () -> Status.INTERNAL.withDescription("no answer to an upload").asRuntimeException());
  }

  /** Ends it early; nothing happens when it is over. */
  void cancel(Throwable cause) {
    requests().cancel("the upload is given up", cause);
  }

  private void await(long deadline, String what) throws InterruptedException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription("it " + what + " for " + patience.toMillis() + " ms")
          .asRuntimeException();
    }
    TimeUnit.NANOSECONDS.timedWait(this, left);
  }

  private void failed() {
    if (failure.isPresent()) {
      Throwable cause = failure.get();
      throw cause instanceof StatusRuntimeException status
          ? status
          : Status.fromThrowable(cause).asRuntimeException();
    }
  }

  private ClientCallStreamObserver<WriteRequest> requests() {
    return Objects.requireNonNull(requests);
  }

  @Override
  public synchronized void onNext(WriteResponse value) {
    response = Optional.of(value);
  }

  @Override
  public synchronized void onError(Throwable cause) {
    failure = Optional.of(cause);
    over = true;
    notifyAll();
  }

  @Override
  public synchronized void onCompleted() {
    over = true;
    notifyAll();
  }
}
