package dev.ocispec.json.internal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.ocispec.json.DocumentAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file so that readers see the old content or the whole new one, also after a power cut. A
 * symbolic link stays and the file that it leads to is written.
 */
public final class AtomicFile {
  private AtomicFile() {}

  public static void write(Path file, byte[] content) {
    write(file, content, true);
  }

  /**
   * The same for a file that is of no use after a power cut, when it may be empty. To wait for the
   * disk takes longer than all else.
   */
  public static void writeTemporary(Path file, byte[] content) {
    write(file, content, false);
  }

  private static void write(Path file, byte[] content, boolean synced) {
    try {
      Path target = target(file.toAbsolutePath());
      Path folder = target.getParent();
      if (folder == null || Files.isDirectory(target)) {
        throw new IOException("is a directory");
      }
      // A name that is taken is refused, so that it need be no secret.
      String unique = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
      Path temporary = folder.resolve("." + target.getFileName() + "." + unique);
      try {
        try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
          keepPermissions(target, temporary);
          ByteBuffer buffer = ByteBuffer.wrap(content);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
          if (synced) {
            channel.force(true);
          }
        }
        Files.move(temporary, target, ATOMIC_MOVE, REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      if (synced) {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
          channel.force(true);
        }
      }
    } catch (IOException e) {
      throw new DocumentAccessException("write", file, e);
    }
  }

  /** The file that {@code file} is, or leads to as a symbolic link. */
  private static Path target(Path file) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return file;
    }
    try {
      return file.toRealPath();
    } catch (NoSuchFileException e) {
      throw new IOException(
          "it is a symbolic link to "
              + Files.readSymbolicLink(file)
              + ", which leads to no file; create that file or remove the link",
          e);
    } catch (FileSystemException e) {
      throw new IOException(
          "it is a symbolic link to "
              + Files.readSymbolicLink(file)
              + ", which can't be followed: "
              + (e.getReason() == null ? e.getMessage() : e.getReason()),
          e);
    }
  }

  /** A file that is replaced stays as private as it was; a new one is as any that is made. */
  private static void keepPermissions(Path target, Path temporary) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (view != null && Files.isRegularFile(target)) {
      Files.setPosixFilePermissions(temporary, view.readAttributes().permissions());
    }
  }
}
