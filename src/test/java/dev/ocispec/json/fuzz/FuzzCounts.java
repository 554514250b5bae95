package dev.ocispec.json.fuzz;

import java.util.Locale;

/** What was done so far. */
final class FuzzCounts {
  long read;
  long valid;
  long judgedTwice;
  long downgraded;
  long failed;

  private final long begin = System.nanoTime();

  /** A line for people. */
  String line(long documents) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    return String.format(
        Locale.ROOT,
        "%,d documents in %.0f s (%.0f/s): %,d read, %,d of them valid, %,d judged by both engines,"
            + " %,d downgraded; %,d failed",
        documents,
        seconds,
        documents / seconds,
        read,
        valid,
        judgedTwice,
        downgraded,
        failed);
  }
}
