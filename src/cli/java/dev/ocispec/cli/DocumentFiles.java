package dev.ocispec.cli;

import dev.ocispec.json.DocumentAccessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files that arguments name: files themselves, and of folders every {@code *.json} in them and
 * below, by name. Symbolic links are followed, each folder is entered once.
 */
final class DocumentFiles {
  private final Consumer<String> found;
  private final Consumer<DocumentAccessException> failed;
  private final Set<Path> entered = new HashSet<>();
  private int count;

  /**
   * Tells of files one by one.
   *
   * @param found takes each file
   * @param failed takes what can't be listed
   */
  DocumentFiles(Consumer<String> found, Consumer<DocumentAccessException> failed) {
    this.found = found;
    this.failed = failed;
  }

  /** Tells of the file, or of all in the folder, that an argument names. */
  void visit(String argument) {
    if (argument.equals("-")) {
      found.accept(argument);
      return;
    }
    Path path = Input.path(argument);
    if (!Files.isDirectory(path)) {
      found.accept(argument);
      return;
    }
    int before = count;
    entered.clear();
    if (folder(path) && count == before) {
      failed.accept(unlisted(path, new IOException("no *.json file in it or below it")));
    }
  }

  /** Whether the folder could be listed. */
  private boolean folder(Path folder) {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      if (!entered.add(folder.toRealPath())) {
        return true;
      }
      entries = listed.sorted().toList();
    } catch (IOException e) {
      failed.accept(unlisted(folder, e));
      return false;
    } catch (UncheckedIOException e) {
      failed.accept(unlisted(folder, Objects.requireNonNull(e.getCause())));
      return false;
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        folder(entry);
      } else if (isDocument(entry)) {
        count++;
        found.accept(entry.toString());
      }
    }
    return true;
  }

  /** No pipe or device, at which reading would wait; a link that leads nowhere is to be told of. */
  private static boolean isDocument(Path entry) {
    return entry.getFileName().toString().endsWith(".json")
        && (Files.isRegularFile(entry) || !Files.exists(entry));
  }

  private static DocumentAccessException unlisted(Path folder, IOException cause) {
    return new DocumentAccessException("read", folder, cause);
  }
}
