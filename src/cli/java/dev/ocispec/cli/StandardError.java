package dev.ocispec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Standard error of the process, as UTF-8. */
final class StandardError extends PrintStream {
  private static final Path LINK = Path.of("/proc/self/fd/2");

  StandardError() {
    super(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }

  /** Whether what is printed there is seen on a terminal, as far as can be told. */
  static boolean isTerminal(PrintStream err) {
    try {
      return err instanceof StandardError && TerminalStyle.isTerminal(LINK);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // Then nobody watches, as far as can be told.
    }
  }
}
