package dev.ocispec.rule;

import java.util.Optional;

/** Decimal numbers in texts. */
final class Digits {
  private static final int SAFE = 18;

  private Digits() {}

  /** The number that {@code text} is; the largest there is for a larger one; empty for others. */
  static Optional<Long> number(String text) {
    int start = 0;
    while (start < text.length() - 1 && text.charAt(start) == '0') {
      start++;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        text.length() - start > SAFE ? Long.MAX_VALUE : Long.parseLong(text.substring(start)));
  }
}
