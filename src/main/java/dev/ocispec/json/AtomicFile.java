package dev.ocispec.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that readers see the old content or the whole new one, also after a power cut.
 */
final class AtomicFile {
  private AtomicFile() {}

  static void write(Path file, byte[] content) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    try {
      if (folder == null || Files.isDirectory(target)) {
        throw new IOException("it is a folder");
      }
      Path temporary = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
      try {
        try (FileChannel channel =
            FileChannel.open(
                temporary, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
          ByteBuffer buffer = ByteBuffer.wrap(content);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
          channel.force(true);
        }
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new DocumentAccessException("write", file, e);
    }
  }
}
