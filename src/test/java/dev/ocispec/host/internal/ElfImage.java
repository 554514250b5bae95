package dev.ocispec.host.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The first bytes of ELF programs of all four kinds. */
final class ElfImage {
  private static final int LOAD = 1;
  private static final int INTERPRETER = 3;

  private ElfImage() {}

  /** A program with two segments, of which the second names an interpreter unless static. */
  static byte[] program(boolean wide, boolean littleEndian, boolean isStatic) {
    int size = wide ? 56 : 32;
    int table = 72;
    ByteBuffer image = ByteBuffer.allocate(table + 2 * size);
    image.put(
        new byte[] {0x7F, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (littleEndian ? 1 : 2)});
    image.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if (wide) {
      image.putLong(0x20, table);
    } else {
      image.putInt(0x1C, table);
    }
    image.putShort(wide ? 0x36 : 0x2A, (short) size);
    image.putShort(wide ? 0x38 : 0x2C, (short) 2);
    image.putInt(table, LOAD);
    image.putInt(table + size, isStatic ? LOAD : INTERPRETER);
    return image.array();
  }
}
