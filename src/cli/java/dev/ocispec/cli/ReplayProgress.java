package dev.ocispec.cli;

import dev.ocispec.fixtures.MatrixCell;
import dev.ocispec.fixtures.ReplayListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line on standard error that tells how far a replay is, when that is a terminal. */
final class ReplayProgress implements ReplayListener {
  private static final Path ERROR = Path.of("/proc/self/fd/2");
  private static final String CLEAR = "\r\u001b[K";

  private final Streams streams;
  private final boolean terminal = isTerminal();

  ReplayProgress(Streams streams) {
    this.streams = streams;
  }

  private static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(ERROR).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // Then nobody watches, as far as can be told.
    }
  }

  @Override
  public void finished(String id, MatrixCell cell, int done, int total) {
    if (terminal) {
      String line = done + "/" + total + " " + cell.runtime() + " " + id;
      streams.err().print(CLEAR + (done == total ? "" : line));
      streams.err().flush();
    }
  }

  @Override
  public void left(Path folder, String reason) {
    streams.err().println("ocispec: could not remove " + folder + ": " + reason);
  }
}
