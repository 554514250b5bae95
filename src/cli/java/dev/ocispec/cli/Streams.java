package dev.ocispec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err everything else
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {
  static Streams ofProcess() {
    return new Streams(
        System.in,
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /** Writes a result as it is. */
  void write(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
  }
}
