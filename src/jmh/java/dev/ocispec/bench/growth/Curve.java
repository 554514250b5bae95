package dev.ocispec.bench.growth;

import java.util.NavigableMap;

/**
 * A line of a plot.
 *
 * @param name what it shows
 * @param points heights by places; at least one
 */
record Curve(String name, NavigableMap<Double, Double> points) {
  /** How high it ends. */
  double end() {
    return points.lastEntry().getValue();
  }
}
