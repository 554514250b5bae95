package dev.ocispec.bench.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The command line as the build made it, in a folder of its own with an archive of classes for the
 * Java that runs now.
 *
 * @param folder where it lies, and where there is room for files
 */
record BuiltCommand(Path folder) {
  /** Name of the system property that tells the build's folder. */
  private static final String BUILT = "ocispec.bench.built";

  /** What is missing for it; empty when nothing is. */
  static Optional<String> obstacle() {
    Path jar = built().resolve("ocispec.jar");
    return Files.exists(jar)
        ? Optional.empty()
        : Optional.of(jar + " is absent; mvn package makes it");
  }

  /** Copies the command into that folder and makes its archive. */
  static BuiltCommand in(Path folder) throws IOException, InterruptedException {
    for (String file : List.of("ocispec", "ocispec.jar")) {
      Files.copy(built().resolve(file), folder.resolve(file));
    }
    Path archive = built().resolve("install/share/ocispec/archive").toAbsolutePath();
    BuiltCommand command = new BuiltCommand(folder);
    TimedCommand.run(List.of(archive.toString(), folder.toString()), command.errors());
    return command;
  }

  /** Where its messages go. */
  File errors() {
    return folder.resolve("errors").toFile();
  }

  /** The line that starts it with those arguments. */
  List<String> line(String... arguments) {
    String[] line = new String[arguments.length + 1];
    line[0] = folder.resolve("ocispec").toString();
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    return List.of(line);
  }

  private static Path built() {
    return Path.of(System.getProperty(BUILT, "target"));
  }
}
