package dev.ocispec.cli;

import dev.ocispec.fixtures.MatrixCell;
import dev.ocispec.fixtures.ReplayListener;
import java.nio.file.Path;

/** Tells how far a replay is, and what it could not remove. */
final class ReplayProgress implements ReplayListener {
  private final Streams streams;
  private final ProgressLine line;

  ReplayProgress(Streams streams) {
    this.streams = streams;
    this.line = ProgressLine.of(streams);
  }

  @Override
  public void finished(String id, MatrixCell cell, int done, int total) {
    if (done == total) {
      line.clear();
    } else {
      line.show(done + "/" + total + " " + cell.runtime() + " " + id);
    }
  }

  @Override
  public void left(Path folder, String reason) {
    line.clear();
    streams.err().println("ocispec: could not remove " + folder + ": " + reason);
  }
}
