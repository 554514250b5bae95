package dev.ocispec.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The compressed form of a stream, of which only a piece at a time is in memory. */
final class CompressingStream extends InputStream {
  private static final int PIECE = 128 * 1024;

  private final InputStream plain;
  private final byte[] piece = new byte[PIECE];
  private final ByteArrayOutputStream made = new ByteArrayOutputStream(PIECE);
  private final OutputStream compressor;
  private ByteArrayInputStream ready = new ByteArrayInputStream(new byte[0]);
  private boolean atEnd;

  CompressingStream(InputStream plain) throws IOException {
    this.plain = plain;
    this.compressor = Zstandard.compress(made);
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready.read() : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    return count == 0 ? 0 : fill() ? ready.read(bytes, from, count) : -1;
  }

  /** Compresses until there is something to give; false at the end. */
  private boolean fill() throws IOException {
    while (ready.available() == 0 && !atEnd) {
      int count = plain.read(piece);
      if (count < 0) {
        atEnd = true;
        compressor.close();
      } else {
        compressor.write(piece, 0, count);
      }
      ready = new ByteArrayInputStream(made.toByteArray());
      made.reset();
    }
    return ready.available() > 0;
  }

  /** Frees memory that is outside of the heap; the stream below stays open. */
  @Override
  public void close() throws IOException {
    compressor.close();
  }
}
