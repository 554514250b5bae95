package dev.ocispec.cli;

import java.io.OutputStream;

/** Standard output as the writers of machine formats want it; a failed write ends the command. */
final class ResultStream extends OutputStream {
  private final Streams streams;

  ResultStream(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void write(int b) {
    streams.write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    byte[] part = new byte[length];
    System.arraycopy(bytes, from, part, 0, length);
    streams.write(part);
  }
}
