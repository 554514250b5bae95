package dev.ocispec.runtime;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations in messages. */
final class Durations {
  private Durations() {}

  /** Seconds with at most three decimals: {@code 10 s}, {@code 0.25 s}. */
  static String text(Duration duration) {
    String seconds =
        BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    return seconds + " s";
  }
}
