package dev.ocispec.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs as a shell does. */
final class Executables {
  private Executables() {}

  static Path find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    if (!name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\0') < 0) {
      for (String folder : path.split(File.pathSeparator)) {
        Path file = Path.of(folder).resolve(name).toAbsolutePath();
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file;
        }
      }
    }
    throw new RuntimeMissingException(
        "no such executable in the folders of PATH (" + path + "); install it or give its path",
        CallReport.notRun(Path.of(name.replace("\0", "")), "--version", Optional.empty()));
  }
}
