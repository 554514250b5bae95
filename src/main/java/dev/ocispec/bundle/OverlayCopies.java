package dev.ocispec.bundle;

import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Fills an upper folder for a build that is another user than the owner of what lies below, where
 * no one can change that owner for it: folders are made, so that files can come, go and be
 * replaced, and files and links are copied, so that they can be written to and renamed. What the
 * caller can't read stays below.
 */
final class OverlayCopies {
  /** From here on the host's cp does it, which can share blocks and keep holes. */
  private static final long LARGE = 1 << 20;

  private final long owner;
  private final List<Path> folders = new ArrayList<>();

  /** Copies what does not belong to {@code owner} anyway. */
  OverlayCopies(long owner) {
    this.owner = owner;
  }

  void fill(Path upper, Path lower) {
    Deque<Path> open = new ArrayDeque<>(List.of(lower));
    while (!open.isEmpty()) {
      Path folder = open.pop();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (take(entry, at(upper, lower, entry))) {
            open.push(entry);
          }
        }
      } catch (AccessDeniedException e) {
        continue; // Neither could the build, so it sees it closed, as it is.
      } catch (DirectoryIteratorException e) {
        throw new BundleAccessException("read", folder, Objects.requireNonNull(e.getCause()));
      } catch (IOException e) {
        throw new BundleAccessException("copy", folder, e);
      }
    }
    // Last, since each entry made changed its folder's time.
    for (int i = folders.size() - 1; i >= 0; i--) {
      Path folder = folders.get(i);
      try {
        FileTime time = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
        Files.setLastModifiedTime(at(upper, lower, folder), time);
      } catch (IOException e) {
        throw new BundleAccessException("set the time of", folder, e);
      }
    }
  }

  /** Whether it is a folder, whose entries come next. */
  private boolean take(Path entry, Path copy) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory()) {
      folders.add(entry);
      if (!Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
        OverlayFolders.make(copy, entry);
      }
      return true;
    }
    if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS) || uid(entry) == owner) {
      return false;
    }
    if (attributes.isSymbolicLink()) {
      Files.createSymbolicLink(copy, Files.readSymbolicLink(entry));
    } else if (attributes.isRegularFile() && Files.isReadable(entry)) {
      copy(entry, copy, attributes.size());
    }
    return false;
  }

  private static void copy(Path entry, Path copy, long size) throws IOException {
    if (size < LARGE) {
      Files.copy(entry, copy, LinkOption.NOFOLLOW_LINKS);
    } else {
      HostCommand.run(
          List.of(
              "cp",
              "--reflink=auto",
              "--sparse=auto",
              "--no-dereference",
              "--",
              entry.toString(),
              copy.toString()));
    }
    // Without set-id bits, which the caller must not lend.
    Files.setPosixFilePermissions(
        copy, Files.getPosixFilePermissions(entry, LinkOption.NOFOLLOW_LINKS));
    Files.setLastModifiedTime(copy, Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS));
  }

  private static long uid(Path path) throws IOException {
    return Integer.toUnsignedLong(
        (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  private static Path at(Path upper, Path lower, Path entry) {
    Path below = lower.relativize(entry);
    return below.toString().isEmpty() ? upper : PathBytes.resolve(upper, PathBytes.text(below));
  }
}
