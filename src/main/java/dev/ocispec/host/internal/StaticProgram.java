package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells whether a program runs without any other file. */
final class StaticProgram {
  private static final int MAGIC = 0x7F454C46;
  private static final int INTERPRETER = 3;
  private static final int HEADER = 64;
  private static final int LONGEST_TABLE = 1024 * 1024;

  private StaticProgram() {}

  /**
   * Whether {@code file} is an ELF program that names no interpreter, which is what loads the
   * libraries of others.
   *
   * @throws IOException when it can't be read
   */
  static boolean is(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, 0, HEADER);
      if (header.limit() < HEADER || header.getInt(0) != MAGIC) {
        return false;
      }
      boolean wide = header.get(4) == 2;
      header.order(header.get(5) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      long table = wide ? header.getLong(0x20) : Integer.toUnsignedLong(header.getInt(0x1C));
      int size = Short.toUnsignedInt(header.getShort(wide ? 0x36 : 0x2A));
      int count = Short.toUnsignedInt(header.getShort(wide ? 0x38 : 0x2C));
      if (count == 0 || size < 4 || size * (long) count > LONGEST_TABLE) {
        return false;
      }
      ByteBuffer segments = read(channel, table, size * count).order(header.order());
      if (segments.limit() < size * count) {
        return false;
      }
      for (int i = 0; i < count; i++) {
        if (segments.getInt(i * size) == INTERPRETER) {
          return false;
        }
      }
      return true;
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    long at = from;
    while (at >= 0 && buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        break;
      }
      at += count;
    }
    return buffer.flip();
  }
}
