package dev.ocispec.cli;

import dev.ocispec.report.Finding;
import dev.ocispec.service.BuildListener;

/** Writes what a build's command prints, and remarks on its sandbox, to standard error. */
final class BuildLog implements BuildListener {
  private final Streams streams;

  BuildLog(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void remark(Finding remark) {
    streams.err().println("ocispec: " + remark.toLine());
  }

  @Override
  public void stdout(byte[] bytes) {
    streams.err().write(bytes, 0, bytes.length);
  }

  @Override
  public void stderr(byte[] bytes) {
    streams.err().write(bytes, 0, bytes.length);
  }
}
