package dev.ocispec.bundle.internal;

/** Decides by what a probe saw whether the command may start. */
public interface ProbeJudge {
  /** How much a probe may say, in bytes. */
  int LONGEST_ANSWER = 4 << 20;

  /** The first process has reached the host, and runs the probe. */
  void begins();

  /**
   * {@return whether the first process may start the command} Called on the thread that listens,
   * while the container is there; what it throws is thrown where the report is asked for.
   *
   * @param answer what the probe said, and how it ended
   */
  boolean permits(ProbeAnswer answer);
}
