package dev.ocispec.service;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Moves a file, link or folder to a place that is free: by renaming, or by copying when that is on
 * another file system. Links are taken as links; devices, sockets and pipes are left out of copies.
 */
final class TreeMove {
  private TreeMove() {}

  static void move(Path source, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    try {
      rename(source, target);
    } catch (AtomicMoveNotSupportedException e) {
      Files.walkFileTree(source, new TreeCopy(source, target));
    }
  }

  /** A folder can only be renamed by who may write in it, and in the one that it is taken from. */
  private static void rename(Path source, Path target) throws IOException {
    allowWriting(Objects.requireNonNull(source.getParent()));
    if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(source);
    allowWriting(source);
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    Files.setPosixFilePermissions(target, permissions);
  }

  private static void allowWriting(Path folder) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    if (permissions.add(PosixFilePermission.OWNER_WRITE)) {
      Files.setPosixFilePermissions(folder, permissions);
    }
  }

  /** Removes what a failed move left; a failure is added to {@code cause}. */
  static void remove(Path target, Exception cause) {
    try {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.walkFileTree(target, new Removal());
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static final class TreeCopy extends SimpleFileVisitor<Path> {
    private static final Set<PosixFilePermission> WHILE_COPYING =
        PosixFilePermissions.fromString("rwx------");

    private final Path source;
    private final Path target;

    TreeCopy(Path source, Path target) {
      this.source = source;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectory(target(folder), PosixFilePermissions.asFileAttribute(WHILE_COPYING));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
        Files.copy(
            file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      super.postVisitDirectory(folder, failure);
      Files.setPosixFilePermissions(target(folder), Files.getPosixFilePermissions(folder));
      Files.setLastModifiedTime(target(folder), Files.getLastModifiedTime(folder));
      return FileVisitResult.CONTINUE;
    }

    private Path target(Path path) {
      return target.resolve(source.relativize(path));
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.setPosixFilePermissions(folder, TreeCopy.WHILE_COPYING);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      super.postVisitDirectory(folder, failure);
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
