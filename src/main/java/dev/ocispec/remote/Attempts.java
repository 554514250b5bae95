package dev.ocispec.remote;

import dev.ocispec.service.EngineException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Makes calls until they succeed, a limited number of times, with growing pauses. */
final class Attempts {
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final String engine;
  private final int most;
  private final Duration callTimeout;

  Attempts(String engine, int most, Duration callTimeout) {
    this.engine = engine;
    this.most = most;
    this.callTimeout = callTimeout;
  }

  /** A call of gRPC on the calling thread. */
  interface Call<T> {
    T run() throws InterruptedException;
  }

  /** Where the engine is, for messages. */
  String engine() {
    return engine;
  }

  int most() {
    return most;
  }

  /** How long a plain call may take. */
  Duration callTimeout() {
    return callTimeout;
  }

  /**
   * Makes a call.
   *
   * @param what as in "could not …"
   * @throws EngineException when it failed for good, or each time
   */
  <T> T of(String what, Call<T> call) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.run();
      } catch (StatusRuntimeException e) {
        interrupted();
        if (attempt >= most || !EngineFailures.mayPass(e.getStatus().getCode())) {
          throw failure(what, e.getStatus(), attempt, e);
        }
        pause(attempt, FailureDetails.retryDelay(e));
      }
    }
  }

  /** The failure of the last attempt. */
  EngineException failure(String what, Status status, int attempts, Throwable cause) {
    return EngineFailures.of(
        engine,
        what + (attempts > 1 ? " in " + attempts + " attempts" : ""),
        status,
        Optional.of(cause));
  }

  /** Waits before the next attempt, as long as the engine asks for if it does. */
  static void pause(int attempt, Optional<Duration> asked) throws InterruptedException {
    long grown = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt - 1, 20));
    // So that many clients that failed together do not come back together.
    long pause = grown / 2 + ThreadLocalRandom.current().nextLong(grown / 2 + 1);
    long wanted = asked.map(Duration::toNanos).orElse(0L);
    TimeUnit.NANOSECONDS.sleep(Math.max(pause, Math.min(wanted, LONGEST_PAUSE)));
  }

  /** gRPC gives an interrupt of a call as a failure of it, and keeps the thread's status. */
  static void interrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
