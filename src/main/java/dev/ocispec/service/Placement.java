package dev.ocispec.service;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Puts outputs where they are wanted, and never in the place of something else, whoever comes at
 * the same time.
 *
 * <p>Looking whether a place is free and moving there afterwards leaves a gap, and Java has no
 * rename that refuses to replace. So each place is first taken by a call that the kernel fails when
 * anything is there: a folder is made, a file or symbolic link gets the place as a second name.
 * Then each folder is renamed onto the empty one that was made for it, which the kernel fails when
 * something has come into that. Of several runs with the same outputs the one that takes the first
 * place takes all.
 *
 * <p>What was taken is given back when another place can't be taken: files after another look that
 * they are ours, folders only empty. A folder once filled stays where it is.
 */
final class Placement {
  private static final String ASIDE = ".ocispec-aside-";

  private final Deque<Taken> taken = new ArrayDeque<>();
  private final Set<Path> filled = new HashSet<>();

  /** Renames each of {@code ready} to the place at the same index. */
  void place(List<Path> ready, List<Path> places) throws IOException {
    try {
      for (int i = 0; i < ready.size(); i++) {
        Files.createDirectories(parent(places.get(i)));
        take(ready.get(i), places.get(i));
      }
    } catch (IOException | RuntimeException | Error e) {
      giveBack(e);
      throw e;
    }
    try {
      while (!taken.isEmpty()) {
        fill(taken.peekLast());
        filled.add(taken.removeLast().place());
      }
    } catch (IOException | RuntimeException | Error e) {
      giveBack(e);
      throw e;
    }
  }

  /** Whether the output for this place is there. */
  boolean isAt(Path place) {
    return filled.contains(place);
  }

  private void take(Path ready, Path place) throws IOException {
    boolean folder = Files.isDirectory(ready, LinkOption.NOFOLLOW_LINKS);
    boolean linked = false;
    if (folder) {
      Files.createDirectory(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      linked = link(ready, place);
    }
    // Both names of a link are the same file, and nobody else knows the first one.
    taken.push(new Taken(ready, place, folder, key(linked ? ready : place)));
  }

  /**
   * Gives a file or symbolic link a second name, or makes another where names can't be shared;
   * tells whether it is the same file.
   */
  private static boolean link(Path ready, Path place) throws IOException {
    try {
      Files.createLink(place, ready);
      return true;
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      // This makes the file by a call that fails when something is there.
      Files.copy(ready, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      return false;
    }
  }

  private static void fill(Taken one) throws IOException {
    if (one.folder()) {
      TreeRename.rename(one.ready(), one.place());
    } else {
      TreeRename.allowWriting(parent(one.ready()));
      Files.delete(one.ready());
    }
  }

  private void giveBack(Throwable cause) {
    for (Taken one : taken) {
      try {
        giveBack(one);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private static void giveBack(Taken one) throws IOException {
    if (!one.key().equals(key(one.place()))) {
      return;
    }
    if (one.folder()) {
      try {
        Files.delete(one.place());
      } catch (DirectoryNotEmptyException e) {
        return; // What is in it is somebody else's.
      }
      return;
    }
    // Between the look and the removal another file may come, so it is removed under a name that
    // nobody else knows, after another look.
    Path aside = Files.createTempDirectory(parent(one.place()), ASIDE);
    Path removed = aside.resolve("0");
    Files.move(one.place(), removed, StandardCopyOption.ATOMIC_MOVE);
    if (one.key().equals(key(removed))) {
      Files.delete(removed);
    } else {
      link(removed, one.place());
      Files.delete(removed);
    }
    Files.delete(aside);
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private static Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /**
   * A place that is this build's.
   *
   * @param ready what belongs there
   * @param key what the kernel knows the thing at the place by
   */
  private record Taken(Path ready, Path place, boolean folder, Object key) {}
}
