package dev.ocispec.runtime;

import dev.ocispec.schema.Shown;

/** Foreign text in messages: short, and without control characters. */
final class Shortened {
  private static final int LONGEST = 100;

  private Shortened() {}

  static String of(String text) {
    return Shown.text(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
  }
}
