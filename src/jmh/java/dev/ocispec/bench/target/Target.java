package dev.ocispec.bench.target;

import java.util.List;

/**
 * How fast something shall be.
 *
 * @param text what is done, in words
 * @param work the name of what is measured
 * @param baseline the name of what takes turns with it; empty when nothing does
 * @param measure in what the limit is given
 * @param limit what is enough
 * @param later what is enough from Java 25 on
 * @param subjects what the work is done with, each with a figure of its own
 */
record Target(
    String text,
    String work,
    String baseline,
    Measure measure,
    double limit,
    double later,
    List<String> subjects) {
  private static final int LATER = 25;

  /** What is enough on that release of Java. */
  double limitOn(int release) {
    return release < LATER ? limit : later;
  }
}
