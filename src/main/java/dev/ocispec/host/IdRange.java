package dev.ocispec.host;

/**
 * Consecutive user or group ids of the host.
 *
 * @param first the lowest one
 * @param count how many there are, at least 1
 */
public record IdRange(long first, long count) {
  /** The largest id that is not "no id" to the kernel. */
  public static final long LAST_ID = 0xFFFF_FFFEL;

  /**
   * Checks that all ids of the range can exist.
   *
   * @param first the lowest one
   * @param count how many there are, at least 1
   * @throws IllegalArgumentException when they can't
   */
  public IdRange {
    if (first < 0 || count < 1 || first > LAST_ID || count > LAST_ID - first + 1) {
      throw new IllegalArgumentException(
          "expected ids from 0 to " + LAST_ID + ", found " + count + " from " + first);
    }
  }

  /** {@return the highest id} */
  public long last() {
    return first + count - 1;
  }

  /**
   * {@return whether {@code id} is one of these}
   *
   * @param id an id
   */
  public boolean contains(long id) {
    return id >= first && id <= last();
  }
}
