package dev.ocispec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the classes of all lambdas of those classes that commands were trained with, so that a
 * command that takes another turn in one of them need not open the jar for that.
 */
final class TrainedLambdas {
  private static final String MARK = "$$Lambda";
  private static final String CLASS = ".class";

  private TrainedLambdas() {}

  /**
   * Loads them.
   *
   * @param log what Java says of the classes that it has loaded, each at the beginning of a line
   * @param jar where the others are
   */
  static void load(Path log, Path jar) throws IOException {
    Set<String> loaded = new HashSet<>();
    for (String line : Files.readAllLines(log)) {
      loaded.add(line.substring(0, Math.max(0, line.indexOf(' '))));
    }
    for (String lambda : lambdas(jar)) {
      if (loaded.contains(lambda.substring(0, lambda.indexOf(MARK)))) {
        try {
          Class.forName(lambda, false, TrainedLambdas.class.getClassLoader());
        } catch (ClassNotFoundException e) {
          throw new IllegalStateException(lambda + " is in " + jar + " and can't be loaded", e);
        }
      }
    }
  }

  private static List<String> lambdas(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.contains(MARK) && name.endsWith(CLASS))
          .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
          .toList();
    }
  }
}
