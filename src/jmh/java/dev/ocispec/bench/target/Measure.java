package dev.ocispec.bench.target;

import dev.ocispec.bench.ScanFile;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** In what a target is given, and so how it is read off a figure. */
enum Measure {
  /** How many times the time of the baseline. */
  RATIO("", true, figure -> figure.paired((ours, theirs) -> ours / theirs)),
  /** The time alone. */
  MICROSECONDS(" µs", true, Figure::ourTime),
  /** How much longer than the baseline. */
  MILLISECONDS_MORE(
      " ms more", true, figure -> figure.paired((ours, theirs) -> ours - theirs) / 1e3),
  /** How fast a file for searches is read to its end. */
  MEGABYTES_A_SECOND(" MB/s", false, figure -> ScanFile.SIZE / figure.ourTime());

  private static final double SMALL = 0.1;
  private static final double LARGE = 100;

  private final String unit;
  private final boolean atMost;
  private final ToDoubleFunction<Figure> value;

  Measure(String unit, boolean atMost, ToDoubleFunction<Figure> value) {
    this.unit = unit;
    this.atMost = atMost;
    this.value = value;
  }

  /** What the figure comes to in this measure. */
  double of(Figure figure) {
    return value.applyAsDouble(figure);
  }

  /** Whether that much is enough. */
  boolean meets(double value, double limit) {
    return atMost ? value <= limit : value >= limit;
  }

  /** The limit as the table shows it. */
  String limit(double limit) {
    return (atMost ? "≤ " : "≥ ") + number(limit, limit) + unit;
  }

  /** A value as the table shows it, with as many places as the limit asks for. */
  String value(double value, double limit) {
    return number(value, limit);
  }

  private static String number(double value, double limit) {
    String places = limit < SMALL ? "%.3f" : limit < LARGE ? "%.2f" : "%,.0f";
    return String.format(Locale.ROOT, places, value);
  }
}
