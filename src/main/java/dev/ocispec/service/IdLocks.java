package dev.ocispec.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which ids of the host are a build's at the moment, among all processes of a user: the byte at the
 * place of an id, in a file for users and one for groups, is locked. Files stay empty, and the
 * kernel gives up the locks of a process that ends, however it does.
 *
 * <p>A process loses all its locks on a file when it closes that file anywhere, so each is opened
 * once and stays open.
 */
final class IdLocks {
  private static final String NAME = "ocispec-build-ids";
  private static final Map<Path, IdLocks> OPEN = new HashMap<>();

  private final FileChannel users;
  private final FileChannel groups;

  private IdLocks(FileChannel users, FileChannel groups) {
    this.users = users;
    this.groups = groups;
  }

  /**
   * Those of a user, this process' own: always in the same folder, whichever builds folder is in
   * use.
   *
   * @throws IOException when the folder can't be made, or is not this user's alone
   */
  static IdLocks of(long uid) throws IOException {
    return in(uid == 0 ? Path.of("/run", NAME) : Path.of("/var/tmp", NAME + "-" + uid), uid);
  }

  /** Those in a folder of that user. */
  static synchronized IdLocks in(Path folder, long uid) throws IOException {
    IdLocks known = OPEN.get(folder);
    if (known != null) {
      return known;
    }
    make(folder, uid);
    IdLocks locks = new IdLocks(open(folder.resolve("users")), open(folder.resolve("groups")));
    OPEN.put(folder, locks);
    return locks;
  }

  /** Whether a user id could be taken; then it is among {@code held}. */
  boolean user(long id, List<Held> held) throws IOException {
    return take(users, id, held);
  }

  /** Whether a group id could be taken; then it is among {@code held}. */
  boolean group(long id, List<Held> held) throws IOException {
    return take(groups, id, held);
  }

  private static boolean take(FileChannel file, long id, List<Held> held) throws IOException {
    try {
      Optional<FileLock> lock = Optional.ofNullable(file.tryLock(id, 1, false));
      lock.map(Held::new).ifPresent(held::add);
      return lock.isPresent();
    } catch (OverlappingFileLockException e) {
      return false; // Another build of this Java process has it.
    }
  }

  private static void make(Path folder, long uid) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      PosixFileAttributes found =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      long owner =
          Integer.toUnsignedLong(
              (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS));
      boolean closed = PosixFilePermissions.toString(found.permissions()).endsWith("------");
      if (!found.isDirectory() || owner != uid || !closed) {
        throw new IOException(
            folder + " is not a folder that user " + uid + " alone can enter; remove it");
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /**
   * An id that is a build's.
   *
   * @param lock its lock
   */
  record Held(FileLock lock) {
    void release() {
      try {
        if (lock.isValid()) {
          lock.release();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
