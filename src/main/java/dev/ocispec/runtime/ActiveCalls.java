package dev.ocispec.runtime;

import dev.ocispec.report.internal.QuietLogging;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * What must be undone when this Java process is ended while a runtime is at work: without it, a
 * signal to the Java process would leave runtimes and containers running.
 */
final class ActiveCalls {
  private static final Logger LOG = QuietLogging.logger(ActiveCalls.class);
  private static final long LEAVE_MILLIS = 10_000;
  private static final Object LOCK = new Object();
  private static final Set<Registration> ACTIVE = new LinkedHashSet<>();
  private static final Thread HOOK = new Thread(ActiveCalls::undoAll, "ocispec-shutdown");
  private static boolean hooked;
  private static boolean ending;

  private ActiveCalls() {}

  /** Something that is under way, until it is closed. */
  static final class Registration implements AutoCloseable {
    private final Runnable undo;

    private Registration(Runnable undo) {
      this.undo = undo;
    }

    @Override
    public void close() {
      synchronized (LOCK) {
        ACTIVE.remove(this);
        LOCK.notifyAll();
      }
    }
  }

  /** Has {@code undo} run when the Java process ends before the registration is closed. */
  static Registration register(Runnable undo) {
    Registration registration = new Registration(undo);
    synchronized (LOCK) {
      if (!hooked && !ending) {
        Runtime.getRuntime().addShutdownHook(HOOK);
        hooked = true;
      }
      ACTIVE.add(registration);
    }
    return registration;
  }

  /** Whether this thread may not begin anything any more, because the Java process is ending. */
  static boolean isOver() {
    synchronized (LOCK) {
      return ending && Thread.currentThread() != HOOK;
    }
  }

  private static void undoAll() {
    Set<Registration> active;
    synchronized (LOCK) {
      ending = true;
      active = Set.copyOf(ACTIVE);
    }
    for (Registration registration : active) {
      try {
        registration.undo.run();
      } catch (RuntimeException | Error e) {
        // One line: a stack trace is of no use to who ended the Java process.
        LOG.warn("not all could be cleaned up at the end of the Java process: {}", e.toString());
      }
    }
    awaitLeaving();
  }

  /** Lets the threads whose calls were ended remove what they made. */
  private static void awaitLeaving() {
    long end = System.nanoTime() / 1_000_000 + LEAVE_MILLIS;
    synchronized (LOCK) {
      long left = LEAVE_MILLIS;
      while (!ACTIVE.isEmpty() && left > 0) {
        try {
          LOCK.wait(left);
        } catch (InterruptedException e) {
          return; // Someone wants the Java process to end at once.
        }
        left = end - System.nanoTime() / 1_000_000;
      }
    }
  }
}
