package dev.ocispec.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that several threads do, and whose results one thread uses, in the order in which the work
 * was given.
 *
 * <p>Each piece of work returns what is to be done with its result. That is run by the thread that
 * gives the work, and never before all that came earlier; what a piece of work throws is thrown in
 * its turn. No more is begun than fits memory: only so many pieces, and so much weight.
 */
final class OrderedWork implements AutoCloseable {
  private static final int PIECES_FOR_EACH_THREAD = 32;

  private record Piece(Future<Runnable> result, long weight) {}

  private final int threads;
  private final long heaviest;
  private final Deque<Piece> begun = new ArrayDeque<>();
  private long weight;
  private boolean used;
  private @Nullable ExecutorService workers;

  /**
   * Begins nothing yet.
   *
   * @param threads how many threads work; with one, it is the caller's
   * @param heaviest how much the pieces that are begun may weigh together; one alone may be heavier
   */
  OrderedWork(int threads, long heaviest) {
    this.threads = threads;
    this.heaviest = heaviest;
  }

  /** Has a piece of work done by some thread. Uses the results that are there. */
  void add(long weight, Supplier<Runnable> work) {
    // The first is often the only one, for which threads would only take time.
    if (threads == 1 || !used) {
      inTurn(work);
      return;
    }
    while (begun.size() >= threads * PIECES_FOR_EACH_THREAD
        || (!begun.isEmpty() && this.weight + weight > heaviest)) {
      useNext();
    }
    this.weight += weight;
    begun.add(new Piece(workers().submit(work::get), weight));
    while (!begun.isEmpty() && begun.element().result().isDone()) {
      useNext();
    }
  }

  /** Does a piece of work in this thread, once the results of all before it have been used. */
  void inTurn(Supplier<Runnable> work) {
    finish();
    used = true;
    work.get().run();
  }

  /** Uses the results of all pieces. */
  void finish() {
    while (!begun.isEmpty()) {
      useNext();
    }
  }

  /** Gives up what has not been used. */
  @Override
  public void close() {
    if (workers != null) {
      workers.shutdownNow();
    }
  }

  private void useNext() {
    Piece next = begun.remove();
    weight -= next.weight();
    result(next.result()).run();
  }

  private static Runnable result(Future<Runnable> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      if (cause instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) cause; // All else that a supplier can throw.
    }
  }

  private ExecutorService workers() {
    ExecutorService present = workers;
    if (present == null) {
      present =
          Executors.newFixedThreadPool(
              threads,
              task -> {
                Thread thread = new Thread(task, "ocispec-worker");
                thread.setDaemon(true);
                return thread;
              });
      workers = present;
    }
    return present;
  }
}
