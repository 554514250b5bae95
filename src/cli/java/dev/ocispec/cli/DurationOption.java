package dev.ocispec.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as arguments: {@code 90}, {@code 1.5s}, {@code 200ms}, {@code 2m}, {@code PT1H}.
 */
final class DurationOption {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)?");
  private static final Map<String, Long> NANOS =
      Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

  /** More than any build takes, and few enough nanoseconds for a long. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private DurationOption() {}

  /** The length that {@code text} says, seconds when it has no unit. */
  static Duration parse(String option, String text) {
    Matcher matcher = SHORT.matcher(text);
    Duration duration;
    if (matcher.matches()) {
      long unit =
          Objects.requireNonNull(NANOS.get(matcher.group(2) == null ? "s" : matcher.group(2)));
      BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
      if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
        throw fault(option, text);
      }
      duration = Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
    } else {
      try {
        duration = Duration.parse(text);
      } catch (DateTimeParseException e) {
        throw fault(option, text);
      }
    }
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw fault(option, text);
    }
    return duration;
  }

  private static UsageException fault(String option, String text) {
    return new UsageException(
        option
            + ": expected a duration such as 90s, 500ms, 2m or 1h, at most a year, found "
            + text);
  }
}
