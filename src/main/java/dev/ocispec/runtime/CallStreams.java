package dev.ocispec.runtime;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a runtime process' streams. */
interface CallStreams {
  /** Starts the process with its streams where they are to go; standard input is set already. */
  Process start(ProcessBuilder builder) throws IOException;

  /**
   * Begins to read.
   *
   * @param folder the call's, in which the pid file tells that the container's process is there
   */
  void started(Process process, CallFolder folder);

  /** No process was started after all. */
  void notStarted();

  /**
   * Waits for what is still to be read when the runtime process has ended, and puts back what was
   * changed for it, however it ended.
   *
   * @param failed whether it ended by itself and did not do what was asked for; not when it was
   *     killed, whose container is to be removed without delay
   */
  void ended(boolean failed);

  CapturedOutput stdout();

  CapturedOutput stderr();

  /** Where the runtime's own errors are. */
  default CapturedOutput errors() {
    return stderr();
  }

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
