package dev.ocispec.host.internal;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.report.internal.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads small files of a host and remembers what it could not read. Whatever is at a path, nothing
 * here throws but {@link #at}, waits or fills the memory.
 */
final class HostFiles {
  private static final Path TOP = Path.of("/");
  static final String NO_NAME = "no file has such a name";

  /** More than the longest of these files has on the largest hosts. */
  private static final int LONGEST = 16 * 1024 * 1024;

  private final Path root;
  private final Set<String> unknown = new LinkedHashSet<>();
  private final Map<String, String> texts = new HashMap<>();

  /** The files below {@code root}, which stands for / in all paths. */
  HostFiles(Path root) {
    this.root = root;
  }

  /** What could not be found out, one line each. */
  List<String> unknown() {
    return List.copyOf(unknown);
  }

  /** Remembers something that could not be found out; text of others is shown already. */
  void note(String line) {
    unknown.add(line);
  }

  /**
   * The file itself.
   *
   * @throws IllegalArgumentException when it can't be named, because of NUL in it
   */
  Path at(String path) {
    return root.resolve(TOP.relativize(PathBytes.resolve(TOP, path)));
  }

  boolean exists(String path) {
    return is(path, Files::exists);
  }

  /** Whether it is a regular file, symbolic links followed. */
  boolean isFile(String path) {
    return is(path, Files::isRegularFile);
  }

  /** Whether it is a folder and no link to one. */
  boolean isFolder(String path) {
    return is(path, file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
  }

  boolean isWritable(String path) {
    return is(path, Files::isWritable);
  }

  /** Whether it is a regular file that this user may run. */
  boolean isProgram(String path) {
    return isFile(path) && is(path, Files::isExecutable);
  }

  private boolean is(String path, Predicate<Path> test) {
    try {
      return test.test(at(path));
    } catch (IllegalArgumentException e) {
      note("cannot inspect " + ForeignText.shown(path) + ": " + NO_NAME);
      return false;
    }
  }

  /**
   * The text of a regular file as it was when it was first asked for; empty when it does not exist.
   */
  String text(String path) {
    return texts.computeIfAbsent(path, this::readText);
  }

  private String readText(String path) {
    try {
      if (!isFile(path) && exists(path)) {
        // Opening a pipe would wait for who writes to it.
        throw new IOException("not a regular file");
      }
      return read(path);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      note("cannot read " + ForeignText.shown(path) + ": " + ForeignText.shown(IoReason.of(e)));
    } catch (IllegalArgumentException e) {
      note("cannot read " + ForeignText.shown(path) + ": " + NO_NAME);
    }
    return "";
  }

  private String read(String path) throws IOException {
    try (InputStream in = Files.newInputStream(at(path))) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        note(ForeignText.shown(path) + " has more than " + LONGEST + " bytes; the rest is ignored");
        bytes = Arrays.copyOf(bytes, LONGEST);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The lines of a file, which only line feeds end; none when it does not exist. */
  List<String> lines(String path) {
    String text = text(path);
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }

  /** The first line of a file without white space around it; empty when there is none. */
  Optional<String> line(String path) {
    return lines(path).stream().findFirst().map(String::strip);
  }

  /** The rest of the first line that begins with {@code start}, without white space around it. */
  Optional<String> after(String path, String start) {
    return lines(path).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  /** The names in a folder, sorted; none when it does not exist. */
  List<String> names(String folder) {
    List<String> names = new ArrayList<>();
    if (isFolder(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(folder))) {
        entries.forEach(entry -> names.add(entry.getFileName().toString()));
      } catch (DirectoryIteratorException e) {
        cantList(folder, Objects.requireNonNull(e.getCause()));
      } catch (IOException e) {
        cantList(folder, e);
      }
    }
    names.sort(null);
    return names;
  }

  private void cantList(String folder, IOException e) {
    note("cannot list " + ForeignText.shown(folder) + ": " + ForeignText.shown(IoReason.of(e)));
  }

  /** Where a path leads when symbolic links are followed; empty when it leads nowhere. */
  Optional<String> realPath(String path) {
    try {
      return Optional.of("/" + PathBytes.text(root.toRealPath().relativize(at(path).toRealPath())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      note("cannot resolve " + ForeignText.shown(path) + ": " + ForeignText.shown(IoReason.of(e)));
    } catch (IllegalArgumentException e) {
      note("cannot resolve " + ForeignText.shown(path) + ": " + NO_NAME);
    }
    return Optional.empty();
  }
}
