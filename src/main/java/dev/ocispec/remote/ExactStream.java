package dev.ocispec.remote;

import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream: so many, and a failure where there are fewer. */
final class ExactStream extends InputStream {
  private final InputStream in;
  private long left;

  ExactStream(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (left == 0) {
      return count == 0 ? 0 : -1;
    }
    int found = in.read(bytes, from, (int) Math.min(count, left));
    if (found < 0) {
      throw new IOException("it became shorter while it was being sent");
    }
    left -= found;
    return found;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
