package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Goes through what others nested, however deep: no recursion, and at most one folder open at a
 * time, where {@link Files#walkFileTree} keeps one open for each level. Symbolic links are not
 * followed.
 */
public final class FileTree {
  /** The most bytes of a path that the kernel takes. */
  public static final int LONGEST_PATH = 4095;

  /** The most bytes of a name in it. */
  public static final int LONGEST_NAME = 255;

  private FileTree() {}

  /** Sees each file, link and folder; a folder before what is in it. */
  @FunctionalInterface
  public interface Visitor {
    /** Whether to go on. */
    boolean visit(Path path, PosixFileAttributes attributes) throws IOException;
  }

  /**
   * Shows {@code visitor} what is at {@code top} and below, until it has seen enough.
   *
   * @throws PathTooLongException when something is too deep to be named
   */
  public static void walk(Path top, Visitor visitor) throws IOException {
    Deque<Path> folders = new ArrayDeque<>();
    boolean more = visit(top, visitor, folders);
    while (more && !folders.isEmpty()) {
      more = list(folders.pop(), visitor, folders);
    }
  }

  /** The entries of a folder, in no order. */
  public static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    each(folder, entries::add);
    return entries;
  }

  /**
   * What is at a path.
   *
   * @throws PathTooLongException when it is too deep to be named
   */
  public static PosixFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      throw named(path, e);
    }
  }

  /** Whether what failed did so because a path is too long. */
  public static boolean isPathTooLong(IOException failure) {
    return failure instanceof PathTooLongException;
  }

  /** How many bytes the path has, more or less where the locale can't spell it. */
  public static int length(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean visit(Path path, Visitor visitor, Deque<Path> folders) throws IOException {
    PosixFileAttributes attributes = attributes(path);
    if (attributes.isDirectory()) {
      folders.push(path);
    }
    return visitor.visit(path, attributes);
  }

  private static boolean list(Path folder, Visitor visitor, Deque<Path> folders)
      throws IOException {
    return each(folder, entry -> visit(entry, visitor, folders));
  }

  private static boolean each(Path folder, Entry entry) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) {
        if (!entry.take(path)) {
          return false;
        }
      }
      return true;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (FileSystemException e) {
      throw named(folder, e);
    }
  }

  /** The words of the host depend on its language, so the length tells. */
  private static FileSystemException named(Path path, FileSystemException e) {
    int length = length(path);
    return length > LONGEST_PATH ? new PathTooLongException(path, length, e) : e;
  }

  @FunctionalInterface
  private interface Entry {
    boolean take(Path path) throws IOException;
  }
}
