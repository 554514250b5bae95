package dev.ocispec.runtime;

import dev.ocispec.host.internal.UninterruptedWait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads one output stream to its end on a thread of its own, so that the process never waits for a
 * full pipe; keeps the end of it and tells a listener.
 */
final class Drain {
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Source source;
  private final TailBuffer tail;
  private final Optional<OutputListener> listener;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long progress;
  private volatile boolean waiting = true;
  private volatile boolean abandoned;
  private volatile Optional<Throwable> failure = Optional.empty();

  /** Opens the stream on the reading thread. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  private Drain(Source source, int keep, Optional<OutputListener> listener) {
    this.source = source;
    this.tail = new TailBuffer(keep);
    this.listener = listener;
  }

  static Drain start(String name, Source source, int keep, Optional<OutputListener> listener) {
    Drain drain = new Drain(source, keep, listener);
    Thread thread = new Thread(drain::read, name);
    thread.setDaemon(true);
    thread.start();
    return drain;
  }

  /** What has come so far, or at least the end of it. */
  CapturedOutput captured() {
    return tail.captured();
  }

  /** What the listener threw. */
  Optional<Throwable> failure() {
    return failure;
  }

  /** Makes the reading end with the next byte that comes. */
  void abandon() {
    abandoned = true;
  }

  boolean isEnded() {
    return ended.getCount() == 0;
  }

  /**
   * Waits for the end of the stream, when the process has ended. Something that outlived it may
   * hold the stream open without writing: then the wait ends when nothing came for a while. A
   * listener may be stuck: then the wait ends, too, and the reading goes on without being waited
   * for.
   */
  void awaitEnd() {
    long seen = -1;
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() - end < 0) {
      if (UninterruptedWait.atMost(QUIET, nanos -> ended.await(nanos, TimeUnit.NANOSECONDS))
          || waiting && progress == seen) {
        return;
      }
      seen = progress;
    }
  }

  private void read() {
    byte[] buffer = new byte[16 * 1024];
    try (InputStream in = source.open()) {
      for (int count = next(in, buffer); count >= 0 && !abandoned; count = next(in, buffer)) {
        tail.add(buffer, count);
        tell(buffer, count);
      }
    } catch (IOException e) {
      failure = Optional.of(new UncheckedIOException("cannot read the output of a process", e));
    } finally {
      if (failure.isEmpty()) {
        guarded(() -> listener.ifPresent(OutputListener::end));
      }
      ended.countDown();
    }
  }

  private int next(InputStream in, byte[] buffer) throws IOException {
    waiting = true;
    int count = in.read(buffer);
    waiting = false;
    progress++;
    return count;
  }

  private void tell(byte[] buffer, int count) {
    if (listener.isPresent() && failure.isEmpty()) {
      byte[] bytes = Arrays.copyOf(buffer, count);
      guarded(() -> listener.get().bytes(bytes));
    }
  }

  /** Runs foreign code, whose failure must not stop the reading. */
  private void guarded(Runnable code) {
    try {
      code.run();
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
    }
  }
}
