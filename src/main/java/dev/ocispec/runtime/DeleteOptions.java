package dev.ocispec.runtime;

/** Options of {@code delete}. */
public final class DeleteOptions extends CallOptions<DeleteOptions> {
  private boolean force;

  DeleteOptions() {}

  /**
   * Kills a running container first, and succeeds when there is none. Default: {@code false}.
   *
   * @param value whether a container that still runs is killed
   * @return these options
   */
  public DeleteOptions force(boolean value) {
    force = value;
    return this;
  }

  boolean isForced() {
    return force;
  }

  @Override
  DeleteOptions self() {
    return this;
  }
}
