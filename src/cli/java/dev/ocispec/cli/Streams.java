package dev.ocispec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command reads and writes.
 *
 * @param in standard input
 * @param results standard output
 * @param err everything else
 */
record Streams(InputStream in, OutputStream results, PrintStream err) {
  private static final Path INPUT = Path.of("/proc/self/fd/0");

  static Streams ofProcess() {
    return new Streams(
        isInputClosed() ? InputStream.nullInputStream() : System.in,
        new FileOutputStream(FileDescriptor.out),
        new StandardError());
  }

  /**
   * Whether this command was started without standard input ({@code <&-}): the first file that Java
   * opened, one of its own, then has its place, and would be read for it.
   */
  private static boolean isInputClosed() {
    try {
      Path own = Path.of(System.getProperty("java.home"), "lib").toRealPath();
      return Files.readSymbolicLink(INPUT).startsWith(own);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // What can't be found out is taken for an input.
    }
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
