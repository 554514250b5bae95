package dev.ocispec.bundle.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the first process says when it ends.
 *
 * @param kind what happened
 * @param number the exit code, the signal, or the kernel's error number
 * @param userMicros time that the command and what it started computed, in microseconds
 * @param systemMicros time that the kernel computed for them
 * @param highestMemory the most memory that one of them had at a time, in bytes
 * @param read bytes that they had read from block devices
 * @param written bytes that they had written to block devices
 */
public record FirstProcessReport(
    Kind kind,
    int number,
    long userMicros,
    long systemMicros,
    long highestMemory,
    long read,
    long written) {
  /** What happened to the command. */
  public enum Kind {
    /** It ended by itself; the number is its exit code. */
    EXITED,
    /** A signal killed it; the number is the signal's. */
    KILLED,
    /** The kernel did not run it; the number says why. */
    NOT_RUN,
    /** It is there, and what is to interpret it is not. */
    NO_INTERPRETER,
    /** The kernel did not let it be prepared; the number says why. */
    NOT_PREPARED;

    /** How it is written in a report. */
    int number() {
      return ordinal() + 1;
    }
  }

  /** The exit code of the first process when it could not find the command. */
  static final int NOT_FOUND = 127;

  /** The exit code when the command was there but could not be run. */
  static final int NOT_EXECUTABLE = 126;

  /** What is added to a signal for an exit code. */
  static final int SIGNAL_BASE = 128;

  /** How many bytes a report has. */
  public static final int SIZE = 8 + FrameLayout.USAGE_SIZE;

  private static final long SECOND = 1_000_000;
  private static final int KIBIBYTE = 1024;

  /** What the kernel counts input and output in, whatever the device's blocks are. */
  private static final int BLOCK = 512;

  /** Where both are, from the beginning of a report. */
  private static final int READ_BLOCKS = 8 + 11 * Long.BYTES;

  private static final int WRITTEN_BLOCKS = READ_BLOCKS + Long.BYTES;

  /**
   * {@return what the bytes say; empty when they are no report}
   *
   * @param bytes the bytes
   */
  public static Optional<FirstProcessReport> parse(byte[] bytes) {
    if (bytes.length != SIZE) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int kind = in.getInt();
    if (kind < 1 || kind > Kind.values().length) {
      return Optional.empty();
    }
    return Optional.of(
        new FirstProcessReport(
            Kind.values()[kind - 1],
            in.getInt(),
            in.getLong() * SECOND + in.getLong(),
            in.getLong() * SECOND + in.getLong(),
            in.getLong() * KIBIBYTE,
            in.getLong(READ_BLOCKS) * BLOCK,
            in.getLong(WRITTEN_BLOCKS) * BLOCK));
  }

  /**
   * {@return the same without what had been used before; the highest memory stays, since marks
   * can't be told apart}
   *
   * @param before what had been used
   */
  FirstProcessReport since(FirstProcessReport before) {
    return new FirstProcessReport(
        kind,
        number,
        userMicros - before.userMicros,
        systemMicros - before.systemMicros,
        highestMemory,
        read - before.read,
        written - before.written);
  }
}
