package dev.ocispec.spec.internal;

import java.util.regex.Pattern;

/** Tokens of pointers as places in lists. */
final class ListIndex {
  /** No list has an element of that index. */
  static final int NONE = -1;

  // The digits that always fit an int.
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  private ListIndex() {}

  /**
   * The index that {@code token} names in a list of {@code size} elements: of one that is there, or
   * {@code size} itself, which {@code -} names too.
   */
  static int of(String token, int size) {
    if (token.equals("-")) {
      return size;
    }
    if (!INDEX.matcher(token).matches()) {
      return NONE;
    }
    int index = Integer.parseInt(token);
    return index <= size ? index : NONE;
  }
}
