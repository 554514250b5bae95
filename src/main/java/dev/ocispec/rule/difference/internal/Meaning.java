package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.Weight;

/**
 * What a difference means.
 *
 * @param weight how much it counts
 * @param text a clause
 */
record Meaning(Weight weight, String text) {
  static Meaning isolation(String text) {
    return new Meaning(Weight.ISOLATION, text);
  }

  static Meaning notable(String text) {
    return new Meaning(Weight.NOTABLE, text);
  }

  static Meaning plain(String text) {
    return new Meaning(Weight.PLAIN, text);
  }

  /** The weight of something that is gone: a wall more is worth knowing, but opens nothing. */
  static Weight ofGone(Weight weight) {
    return weight == Weight.ISOLATION ? Weight.NOTABLE : Weight.PLAIN;
  }
}
