package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.service.BuildListener;

/** Writes a build's output and remarks on its sandbox to standard error. */
final class BuildLog implements BuildListener {
  private final Streams streams;
  private boolean withinLine;

  BuildLog(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void remark(Finding remark) {
    streams.err().println("ocispec: " + remark.toLine());
  }

  @Override
  public void stdout(byte[] bytes) {
    write(bytes);
  }

  @Override
  public void stderr(byte[] bytes) {
    write(bytes);
  }

  private synchronized void write(byte[] bytes) {
    streams.err().write(bytes, 0, bytes.length);
    withinLine = bytes[bytes.length - 1] != '\n';
  }

  /** What we say ourselves begins on a line of its own. */
  @Override
  public synchronized void outputEnded() {
    if (withinLine) {
      streams.err().println();
    }
  }
}
