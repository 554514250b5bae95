package dev.ocispec.json;

/**
 * Limits beyond which a document is refused.
 *
 * @param bytes the largest document, in bytes of UTF-8; less than 2 GiB
 * @param depth how deep objects and lists may be nested, at most 1000
 * @param textLength the longest string or name, in UTF-16 units; strings as long as a number may
 *     be, with its signs and its point, are always taken
 * @param numberLength the longest number, in digits
 * @param tokens how many names, values, and beginnings and ends of objects and lists there may be
 *     in all; each costs some hundred bytes of memory once read
 * @param findings how many faults are collected before reading ends
 */
public record JsonLimits(
    long bytes, int depth, int textLength, int numberLength, long tokens, int findings) {
  /**
   * 16 MiB, 128 levels, strings of 4 Mi units, numbers of 400 characters, a million tokens, 1000
   * faults.
   */
  public static final JsonLimits DEFAULT =
      new JsonLimits(16L << 20, 128, 4 << 20, 400, 1_000_000, 1000);

  private static final int DEEPEST = 1000;

  /** Whatever the library itself can write: as large and as deep as can be. */
  public static final JsonLimits OWN =
      new JsonLimits(
          Integer.MAX_VALUE - 16,
          DEEPEST,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          1000);

  /**
   * Checks that every limit is above 0, and that a document fits an array and the stack.
   *
   * @param bytes the largest document, in bytes of UTF-8; less than 2 GiB
   * @param depth how deep objects and lists may be nested, at most 1000
   * @param textLength the longest string or name, in UTF-16 units; strings as long as a number may
   *     be, with its signs and its point, are always taken
   * @param numberLength the longest number, in digits
   * @param tokens how many names, values, and beginnings and ends of objects and lists there may be
   *     in all; each costs some hundred bytes of memory once read
   * @param findings how many faults are collected before reading ends
   */
  public JsonLimits {
    if (bytes < 1
        || depth < 1
        || textLength < 1
        || numberLength < 1
        || tokens < 1
        || findings < 1) {
      throw new IllegalArgumentException("every limit must be at least 1");
    }
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("the depth limit must be at most " + DEEPEST);
    }
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("the size limit must be less than 2 GiB");
    }
  }
}
