package dev.ocispec.cli;

import java.io.PrintStream;

/** One line on standard error that tells how far a command is, where somebody watches. */
final class ProgressLine {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean watched;
  private boolean shown;

  /** A line on {@code err}; nothing is ever written there unless it is {@code watched}. */
  ProgressLine(PrintStream err, boolean watched) {
    this.err = err;
    this.watched = watched;
  }

  /** A line on the standard error of the process, where that is a terminal. */
  static ProgressLine of(Streams streams) {
    return new ProgressLine(streams.err(), StandardError.isTerminal(streams.err()));
  }

  /** Shows this in place of what was shown. */
  void show(String text) {
    if (watched) {
      err.print(CLEAR + text);
      err.flush();
      shown = true;
    }
  }

  /** Removes the line, so that others can be printed. */
  void clear() {
    if (shown) {
      err.print(CLEAR);
      err.flush();
      shown = false;
    }
  }
}
