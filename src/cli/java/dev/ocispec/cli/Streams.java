package dev.ocispec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads and writes.
 *
 * @param in standard input
 * @param results standard output
 * @param err everything else
 */
record Streams(InputStream in, OutputStream results, PrintStream err) {
  static Streams ofProcess() {
    return new Streams(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /**
   * Writes a result as it is, and all of it.
   *
   * @throws OutputException when it can't be written: the device is full, or nobody reads any more
   */
  void write(byte[] bytes) {
    try {
      results.write(bytes);
      results.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  /** Writes a result as UTF-8. */
  void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }
}
