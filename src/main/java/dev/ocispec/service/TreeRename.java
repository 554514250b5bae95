package dev.ocispec.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;

/** Renames what a build left, which may be a folder that its owner has no right to write in. */
final class TreeRename {
  private TreeRename() {}

  /**
   * Renames within one file system. A folder may take the place of an empty folder; everything else
   * takes the place of what is there.
   */
  static void rename(Path source, Path target) throws IOException {
    allowWriting(Objects.requireNonNull(source.getParent()));
    if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(source);
    // Renaming changes the entry for the folder above.
    boolean changed = allowWriting(source);
    Path now = source;
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      now = target;
    } finally {
      if (changed) {
        Files.setPosixFilePermissions(now, permissions);
      }
    }
  }

  /** Whether that changed anything. */
  static boolean allowWriting(Path folder) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.add(PosixFilePermission.OWNER_WRITE)) {
      Files.setPosixFilePermissions(folder, permissions);
      return true;
    }
    return false;
  }
}
