package dev.ocispec.host.internal;

import dev.ocispec.report.internal.ForeignText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads small files of a host and remembers what it could not read. */
final class HostFiles {
  private final Path root;
  private final List<String> unknown = new ArrayList<>();

  /** The files below {@code root}, which stands for / in all paths. */
  HostFiles(Path root) {
    this.root = root;
  }

  /** What could not be found out, one line each. */
  List<String> unknown() {
    return unknown;
  }

  void note(String line) {
    unknown.add(line);
  }

  /** The file itself. */
  Path at(String path) {
    return root.resolve(path.substring(1));
  }

  boolean exists(String path) {
    return Files.exists(at(path));
  }

  /** The lines of a file; none when it does not exist. */
  List<String> lines(String path) {
    try {
      byte[] bytes = Files.readAllBytes(at(path));
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      note("can't read " + path + ": " + e.getMessage());
      return List.of();
    }
  }

  /** The first line of a file; empty when it does not exist or has none. */
  Optional<String> line(String path) {
    return lines(path).stream().findFirst();
  }

  /** The rest of the first line that begins with {@code start}, without white space around it. */
  Optional<String> after(String path, String start) {
    return lines(path).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  /** The names in a folder; none when it does not exist. */
  List<String> names(String folder) {
    if (!Files.isDirectory(at(folder), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (var entries = Files.list(at(folder))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      note("can't list " + folder + ": " + e.getMessage());
      return List.of();
    }
  }

  /** Where a path leads when symbolic links are followed; empty when it leads nowhere. */
  Optional<String> realPath(String path) {
    try {
      return Optional.of("/" + root.toRealPath().relativize(at(path).toRealPath()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | InvalidPathException e) {
      // Not every path can be named in every locale.
      note("can't follow " + ForeignText.shown(path) + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
