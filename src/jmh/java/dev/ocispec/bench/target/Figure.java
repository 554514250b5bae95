package dev.ocispec.bench.target;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * What was measured of a work on one subject, round by round, in microseconds.
 *
 * @param work the name of what was measured
 * @param baseline the name of what took turns with it; empty when nothing did
 * @param subject what it was done with
 * @param ours the times of the work
 * @param theirs the times of the baseline in the same rounds; empty when there is none
 */
public record Figure(
    String work, String baseline, String subject, List<Double> ours, List<Double> theirs) {
  /** Keeps the times, of which there is at least one and as many of the one as of the other. */
  public Figure {
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
    if (ours.isEmpty() || !baseline.isEmpty() && theirs.size() != ours.size()) {
      throw new IllegalArgumentException(
          work
              + " on "
              + subject
              + ": "
              + ours.size()
              + " rounds, and "
              + theirs.size()
              + " of the baseline");
    }
  }

  /** The time of the work, a median. */
  double ourTime() {
    return median(ours);
  }

  /** The time of the baseline, a median. */
  double theirTime() {
    return median(theirs);
  }

  /** The median of what both times of a round come to. */
  double paired(DoubleBinaryOperator comparison) {
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      rounds.add(comparison.applyAsDouble(ours.get(i), theirs.get(i)));
    }
    return median(rounds);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
