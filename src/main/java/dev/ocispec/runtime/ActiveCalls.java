package dev.ocispec.runtime;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What must be undone when this Java process is ended while a runtime is at work: without it, a
 * signal to the Java process would leave runtimes and containers running.
 */
final class ActiveCalls {
  private static final Set<Entry> ENTRIES = new LinkedHashSet<>();
  private static boolean hooked;

  private ActiveCalls() {}

  /** Something that is under way, until it is closed. */
  static final class Entry implements AutoCloseable {
    private final Runnable undo;

    private Entry(Runnable undo) {
      this.undo = undo;
    }

    @Override
    public void close() {
      synchronized (ENTRIES) {
        ENTRIES.remove(this);
      }
    }
  }

  /** Has {@code undo} run when the Java process ends before the entry is closed. */
  static Entry enter(Runnable undo) {
    Entry entry = new Entry(undo);
    synchronized (ENTRIES) {
      if (!hooked) {
        Runtime.getRuntime().addShutdownHook(new Thread(ActiveCalls::undoAll, "ocispec-shutdown"));
        hooked = true;
      }
      ENTRIES.add(entry);
    }
    return entry;
  }

  private static void undoAll() {
    Set<Entry> entries;
    synchronized (ENTRIES) {
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
    if (failure.getSuppressed().length > 0) {
      throw failure; // To the handler of uncaught exceptions: nobody is left who could be told.
    }
  }
}
