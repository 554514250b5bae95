package dev.ocispec.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds programs as a shell does, and in the folders that are for root's programs. */
final class Executables {
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  private Executables() {}

  static Path find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<String> folders = new ArrayList<>(List.of(path.split(File.pathSeparator)));
    folders.addAll(SYSTEM_FOLDERS);
    if (!name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\0') < 0) {
      for (String folder : folders) {
        Path file = Path.of(folder).resolve(name).toAbsolutePath();
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file;
        }
      }
    }
    throw new RuntimeMissingException(
        "no such executable in the folders of PATH ("
            + path
            + ") and "
            + String.join(", ", SYSTEM_FOLDERS)
            + "; install it or give its path",
        CallReport.notRun(Path.of(name.replace("\0", "")), "--version", Optional.empty()));
  }
}
