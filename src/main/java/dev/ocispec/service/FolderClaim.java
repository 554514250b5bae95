package dev.ocispec.service;

import dev.ocispec.host.internal.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process' ownership of a build folder: a file in it whose name tells the process, and which that
 * process holds locked. The name is looked at first, because a process that opens and closes a file
 * loses its own locks on it; the lock tells of processes that can't be seen from here.
 */
final class FolderClaim implements AutoCloseable {
  private static final String PREFIX = "owner-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-([0-9]{1,20})");
  private static final int LONGEST_NOTE = 64 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final String note;

  private FolderClaim(Path file, FileChannel channel, String note) {
    this.file = file;
    this.channel = channel;
    this.note = note;
  }

  /**
   * Claims a new folder for this process; {@code note} is for who has to clean up after it. On
   * failure, an interrupt for instance, no file is left.
   */
  static FolderClaim take(Path folder, String note) throws IOException {
    ProcessIdentity self = ProcessIdentity.own();
    Path file = folder.resolve(PREFIX + self.pid() + "-" + self.startTime());
    FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    FolderClaim claim = new FolderClaim(file, channel, note);
    try {
      channel.tryLock();
      ByteBuffer bytes = ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return claim;
    } catch (IOException | RuntimeException | Error e) {
      try {
        claim.release();
      } catch (IOException f) {
        e.addSuppressed(f);
      }
      throw e;
    }
  }

  /**
   * Claims a folder whose owner has died; empty when the owner lives or there is none.
   *
   * @throws IOException when the claim can't be read
   */
  static Optional<FolderClaim> takeOver(Path folder) throws IOException {
    Optional<Path> file = fileIn(folder);
    if (file.isEmpty() || ownerIsAlive(file.get())) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file.get().getFileName() + " is not a regular file");
    }
    FileChannel channel =
        FileChannel.open(
            file.get(),
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    try {
      if (isLocked(channel) && Files.exists(file.get())) {
        ByteBuffer note = ByteBuffer.allocate((int) Math.min(LONGEST_NOTE, channel.size()));
        channel.read(note);
        String text = new String(note.array(), 0, note.position(), StandardCharsets.UTF_8);
        return Optional.of(new FolderClaim(file.get(), channel, text));
      }
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** What the owner wrote for its successor. */
  String note() {
    return note;
  }

  /** Gives up the claim, so that the folder belongs to nobody. */
  void release() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static Optional<Path> fileIn(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean ownerIsAlive(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        && new ProcessIdentity(Long.parseLong(name.group(1)), name.group(2)).isAlive();
  }

  /** Locks it unless someone else has: another process, or another service of this one. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
