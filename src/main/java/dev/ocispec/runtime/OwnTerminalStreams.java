package dev.ocispec.runtime;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The streams of this Java process, a terminal, which the runtime gets as they are. */
final class OwnTerminalStreams implements CallStreams {
  private Optional<TerminalModes> before = Optional.empty();

  @Override
  public synchronized Process start(ProcessBuilder builder) throws IOException {
    before = TerminalModes.save();
    return builder.inheritIO().start();
  }

  @Override
  public void started(Process process, CallFolder folder) {
    // The runtime reads and writes by itself.
  }

  @Override
  public void notStarted() {
    // Nothing was changed.
  }

  /** A runtime that ends in the regular way has done the same; one that was killed has not. */
  @Override
  public synchronized void ended(boolean failed) {
    before.ifPresent(TerminalModes::restore);
    before = Optional.empty();
  }

  @Override
  public CapturedOutput stdout() {
    return CapturedOutput.EMPTY;
  }

  @Override
  public CapturedOutput stderr() {
    return CapturedOutput.EMPTY;
  }

  @Override
  public Stream<Throwable> failures() {
    return Stream.empty();
  }
}
