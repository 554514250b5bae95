package dev.ocispec.rule;

import java.util.Optional;

/** Decimal numbers in texts. */
final class Digits {
  private static final int SAFE = 18;

  private Digits() {}

  /** Whether {@code text} is one or more digits. */
  static boolean areAll(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The number that {@code text} is; the largest there is for a larger one; empty for others. */
  static Optional<Long> number(String text) {
    if (!areAll(text)) {
      return Optional.empty();
    }
    int start = 0;
    while (start < text.length() - 1 && text.charAt(start) == '0') {
      start++;
    }
    return Optional.of(
        text.length() - start > SAFE ? Long.MAX_VALUE : Long.parseLong(text.substring(start)));
  }
}
