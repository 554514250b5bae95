package dev.ocispec.runtime;

import java.util.List;

/**
 * Options of {@code create}. The listeners receive the output of the container's process for as
 * long as it lives.
 */
public final class CreateOptions extends ProcessOptions<CreateOptions> {
  private boolean noPivot;

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

  List<String> flags() {
    return noPivot ? List.of("--no-pivot") : List.of();
  }

  @Override
  CreateOptions self() {
    return this;
  }
}
