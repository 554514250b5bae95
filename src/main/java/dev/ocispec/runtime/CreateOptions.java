package dev.ocispec.runtime;

import java.util.List;

/**
 * Options of {@code create}. The listeners receive the output of the container's process for as
 * long as it lives.
 */
public final class CreateOptions extends ProcessOptions<CreateOptions> {
  private boolean noPivot;
  private boolean unchecked;

  CreateOptions() {}

  /**
   * Changes the root by moving a mount instead of {@code pivot_root}, which does not work on the
   * initial RAM disk; less safe. Default: {@code false}. runsc has no such option.
   *
   * @param value whether the root is moved
   * @return these options
   */
  public CreateOptions noPivot(boolean value) {
    noPivot = value;
    return this;
  }

  /**
   * Gives the bundle to the runtime as it is, and takes its exit code for the answer: for testing a
   * runtime, which is to find the faults by itself. Default: {@code false}, a bundle that runtimes
   * answer too differently is refused before, and success needs a process that is there.
   *
   * @param value whether nothing is looked at before and after
   * @return these options
   */
  public CreateOptions unchecked(boolean value) {
    unchecked = value;
    return this;
  }

  boolean isUnchecked() {
    return unchecked;
  }

  List<String> flags() {
    return noPivot ? List.of("--no-pivot") : List.of();
  }

  @Override
  CreateOptions self() {
    return this;
  }
}
