package dev.ocispec.service;

/** How a build ended. */
public enum BuildStatus {
  /** The command exited with 0 and left all outputs. */
  SUCCEEDED("succeeded"),
  /** The command exited with a nonzero code, was killed by a signal, or could not be executed. */
  FAILED("failed"),
  /** The deadline passed before the command had ended and its outputs were read. */
  TIMED_OUT("timed-out"),
  /** It was cancelled, or the service was closed. */
  CANCELLED("cancelled"),
  /** The command exited with 0 but did not leave all outputs. */
  OUTPUT_MISSING("output-missing"),
  /** The runtime or the host failed: the runtime is missing or crashed, the disk is full, …. */
  RUNTIME_ERROR("runtime-error");

  private final String id;

  BuildStatus(String id) {
    this.id = id;
  }

  /** {@return the name in documents, for instance {@code timed-out}} */
  public String id() {
    return id;
  }

  /** The same as {@link #id()}. */
  @Override
  public String toString() {
    return id;
  }
}
