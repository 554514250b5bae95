package dev.ocispec.bench.growth;

import java.util.Collection;
import java.util.Collections;

/**
 * An axis on which each power of ten is as far from the next one.
 *
 * @param first the exponent of its first power of ten
 * @param last the exponent of its last one
 * @param from where the first lies in the picture
 * @param to where the last lies
 */
record LogAxis(int first, int last, double from, double to) {
  /** The shortest axis between those ends that has all values, which are above 0, on it. */
  static LogAxis over(Collection<Double> values, double from, double to) {
    int first = (int) Math.floor(Math.log10(Collections.min(values)));
    int last = (int) Math.ceil(Math.log10(Collections.max(values)));
    return new LogAxis(first, Math.max(first + 1, last), from, to);
  }

  /** Where a value lies. */
  double at(double value) {
    return from + (Math.log10(value) - first) / (last - first) * (to - from);
  }
}
