package dev.ocispec.runtime;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as numbers and in messages. */
final class Durations {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Durations() {}

  /** Nanoseconds; a hundred years stand for anything longer. */
  static long nanos(Duration duration) {
    return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
  }

  /** Seconds with at most three decimals: {@code 10 s}, {@code 0.25 s}. */
  static String text(Duration duration) {
    String seconds =
        BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    return seconds + " s";
  }
}
