package dev.ocispec.runtime;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a runtime process' output streams. */
interface CallStreams {
  /** Says where the streams go. */
  void prepare(ProcessBuilder builder) throws IOException;

  /** Begins to read. */
  void started(Process process);

  /** No process was started after all. */
  void notStarted();

  /**
   * Waits for what is still to be read when the runtime process has ended.
   *
   * @param failed whether it ended by itself and did not do what was asked for
   */
  void ended(boolean failed);

  CapturedOutput stdout();

  CapturedOutput stderr();

  /** What listeners threw. */
  Stream<Throwable> failures();

  /** Throws what a listener threw, if any. */
  default void rethrow() {
    Optional<Throwable> failure = failures().findFirst();
    if (failure.isPresent()) {
      if (failure.get() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure.get();
    }
  }
}
