package dev.ocispec.runtime;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * Where a process reads its standard input from. Always a file, so that nothing can block on it.
 */
@FunctionalInterface
interface Stdin {
  /** Nothing to read. */
  Stdin EMPTY = folder -> Redirect.from(new File("/dev/null"));

  /** The redirection; a file may be written into the call's folder for it. */
  Redirect redirect(CallFolder folder);

  static Stdin of(Path file) {
    return folder -> Redirect.from(file.toFile());
  }

  static Stdin of(byte[] bytes) {
    return folder -> Redirect.from(folder.write("stdin", bytes).toFile());
  }
}
