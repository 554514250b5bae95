package dev.ocispec.bundle.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A program file of one segment that can be read and run, and not written. */
final class StaticElf {
  private static final int HEADER = 64;
  private static final int SEGMENT = 56;
  private static final int SEGMENTS = 2;

  /** Where the code begins in the file. */
  private static final int CODE = HEADER + SEGMENTS * SEGMENT;

  private static final long ADDRESS = 0x400000;

  /** A multiple of every page size that the processors have. */
  private static final long ALIGNMENT = 0x10000;

  private static final byte[] IDENTITY = {0x7F, 'E', 'L', 'F', 2, 1, 1, 0};
  private static final short PROGRAM = 2;
  private static final int LOADED = 1;
  private static final int STACK = 0x6474E551;
  private static final int READ_AND_RUN = 5;
  private static final int READ_AND_WRITE = 6;

  private StaticElf() {}

  /** The file whose first instruction is the code's first. */
  static byte[] of(int machine, byte[] code) {
    long size = CODE + code.length;
    ByteBuffer file = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(IDENTITY).position(16);
    file.putShort(PROGRAM).putShort((short) machine).putInt(1);
    file.putLong(ADDRESS + CODE).putLong(HEADER).putLong(0);
    file.putInt(0).putShort((short) HEADER);
    file.putShort((short) SEGMENT).putShort((short) SEGMENTS);
    file.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    file.putInt(LOADED).putInt(READ_AND_RUN).putLong(0).putLong(ADDRESS).putLong(ADDRESS);
    file.putLong(size).putLong(size).putLong(ALIGNMENT);
    // A stack that nothing is run on.
    file.putInt(STACK).putInt(READ_AND_WRITE);
    file.position(CODE);
    return file.put(code).array();
  }
}
