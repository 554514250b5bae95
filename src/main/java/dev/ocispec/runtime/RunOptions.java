package dev.ocispec.runtime;

import java.time.Duration;
import java.util.List;

/** Options of {@code run}. */
public final class RunOptions extends ProcessOptions<RunOptions> {
  /** How long a run may take by default: one hour. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private boolean noPivot;

  RunOptions() {}

  /**
   * Changes the root by moving a mount instead of {@code pivot_root}, which does not work on the
   * initial RAM disk; less safe. Default: {@code false}. runsc has no such option.
   *
   * @param value whether the root is moved
   * @return these options
   */
  public RunOptions noPivot(boolean value) {
    noPivot = value;
    return this;
  }

  List<String> flags() {
    return noPivot ? List.of("--no-pivot") : List.of();
  }

  @Override
  RunOptions self() {
    return this;
  }
}
