package dev.ocispec.runtime;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What must be undone when this Java process is ended while a runtime is at work: without it, a
 * signal to the Java process would leave runtimes and containers running.
 */
final class ActiveCalls {
  private static final long LEAVE_MILLIS = 10_000;
  private static final Object LOCK = new Object();
  private static final Set<Entry> ENTRIES = new LinkedHashSet<>();
  private static final Thread HOOK = new Thread(ActiveCalls::undoAll, "ocispec-shutdown");
  private static boolean hooked;
  private static boolean ending;

  private ActiveCalls() {}

  /** Something that is under way, until it is closed. */
  static final class Entry implements AutoCloseable {
    private final Runnable undo;

    private Entry(Runnable undo) {
      this.undo = undo;
    }

    @Override
    public void close() {
      synchronized (LOCK) {
        ENTRIES.remove(this);
        LOCK.notifyAll();
      }
    }
  }

  /** Has {@code undo} run when the Java process ends before the entry is closed. */
  static Entry enter(Runnable undo) {
    Entry entry = new Entry(undo);
    synchronized (LOCK) {
      if (!hooked && !ending) {
        Runtime.getRuntime().addShutdownHook(HOOK);
        hooked = true;
      }
      ENTRIES.add(entry);
    }
    return entry;
  }

  /** Whether this thread may not begin anything any more, because the Java process is ending. */
  static boolean isOver() {
    synchronized (LOCK) {
      return ending && Thread.currentThread() != HOOK;
    }
  }

  private static void undoAll() {
    Set<Entry> entries;
    synchronized (LOCK) {
      ending = true;
      entries = Set.copyOf(ENTRIES);
    }
    RuntimeException failure = new IllegalStateException("something could not be cleaned up");
    for (Entry entry : entries) {
      try {
        entry.undo.run();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    awaitLeaving();
    if (failure.getSuppressed().length > 0) {
      throw failure; // To the handler of uncaught exceptions: nobody is left who could be told.
    }
  }

  /** Lets the threads whose calls were ended remove what they made. */
  private static void awaitLeaving() {
    long end = System.nanoTime() / 1_000_000 + LEAVE_MILLIS;
    synchronized (LOCK) {
      long left = LEAVE_MILLIS;
      while (!ENTRIES.isEmpty() && left > 0) {
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
