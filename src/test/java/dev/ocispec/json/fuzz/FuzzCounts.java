package dev.ocispec.json.fuzz;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What was done so far, by all threads together. */
final class FuzzCounts {
  final LongAdder documents = new LongAdder();
  final LongAdder json = new LongAdder();
  final LongAdder read = new LongAdder();
  final LongAdder valid = new LongAdder();
  final LongAdder judgedTwice = new LongAdder();
  final LongAdder downgraded = new LongAdder();
  final LongAdder failed = new LongAdder();

  private final long begin = System.nanoTime();

  /** A line for people. */
  String line() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    return String.format(
        Locale.ROOT,
        "%,d documents in %.0f s (%.0f/s): %,d are JSON, %,d read, %,d of them valid, %,d judged by"
            + " both engines, %,d downgraded; %,d failed",
        documents.sum(),
        seconds,
        documents.sum() / seconds,
        json.sum(),
        read.sum(),
        valid.sum(),
        judgedTwice.sum(),
        downgraded.sum(),
        failed.sum());
  }
}
