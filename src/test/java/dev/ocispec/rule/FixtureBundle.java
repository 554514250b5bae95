package dev.ocispec.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bundle made for one document by a recipe.
 *
 * <p>It begins with {@code config.json} and an empty {@code rootfs}. Each line of the recipe adds
 * to it or takes from it: {@code dir PATH}, {@code file PATH [PERMISSIONS]}, {@code link PATH
 * TARGET}, {@code remove PATH}.
 */
final class FixtureBundle {
  private final Path folder;

  private FixtureBundle(Path folder) {
    this.folder = folder;
  }

  /** What {@code use} makes of the bundle, which is there meanwhile only. */
  static <T> T with(Path document, Optional<Path> recipe, Function<Path, T> use) {
    Path folder = made();
    try {
      new FixtureBundle(folder).fill(document, recipe);
      return use.apply(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static Path made() {
    try {
      return Files.createTempDirectory("ocispec-test").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(Path document, Optional<Path> recipe) throws IOException {
    Files.copy(document, folder.resolve("config.json"));
    Files.createDirectory(folder.resolve("rootfs"));
    for (String line : recipe.isPresent() ? Files.readAllLines(recipe.get()) : List.<String>of()) {
      step(line.split(" "));
    }
  }

  private void step(String... words) throws IOException {
    Path path = folder.resolve(words[1]);
    switch (words[0]) {
      case "dir" -> Files.createDirectories(path);
      case "file" -> {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "content");
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(words.length > 2 ? words[2] : "rw-r--r--"));
      }
      case "link" -> {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(words[2]));
      }
      case "remove" -> Files.delete(path);
      default -> throw new IllegalArgumentException("no such step: " + words[0]);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
