package dev.ocispec.service;

import dev.ocispec.report.Finding;

/**
 * Hears how a build goes, on the build's own threads. The build waits for a listener that is slow;
 * what a listener throws ends the build and is how its future fails.
 */
public interface BuildListener {
  /**
   * A phase begins.
   *
   * @param phase the phase
   */
  default void phase(BuildPhase phase) {}

  /**
   * What the host did not allow the sandbox, and what that means for this build.
   *
   * @param remark what the host did not allow
   */
  default void remark(Finding remark) {}

  /**
   * The command wrote this to its standard output; the array is the listener's to keep. A piece may
   * end within a character.
   *
   * @param bytes what was written
   */
  default void stdout(byte[] bytes) {}

  /**
   * The command wrote this to its standard error; otherwise like {@link #stdout(byte[])}.
   *
   * @param bytes what was written
   */
  default void stderr(byte[] bytes) {}

  /** {@return a listener that hears nothing} */
  static BuildListener none() {
    return new BuildListener() {};
  }
}
