package dev.ocispec.service;

/**
 * The least room that was seen in a file system. A look may fall into the writing that fills it,
 * and a command that could not write often removes what it has written.
 */
final class LeastRoom {
  /** Less room than this, or than this part of the whole, is of no use to a build. */
  private static final long FULL = 64 * 1024;

  private static final long PART = 16;

  private volatile long bytes = Long.MAX_VALUE;

  /** Takes note of so much room, at the moment of a look; for one thread. */
  void saw(long room) {
    bytes = Math.min(bytes, room);
  }

  /** That room in bytes; more than there can be where nobody has looked. */
  long bytes() {
    return bytes;
  }

  /** Whether a file system of that size with so little room counts as full. */
  static boolean isFull(long room, long size) {
    return room < Math.min(FULL, size / PART);
  }
}
