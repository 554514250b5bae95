package dev.ocispec.service;

import dev.ocispec.report.Finding;

/**
 * Hears how a build goes, on the build's own threads. The build waits for a listener that is slow;
 * what a listener throws ends the build and is how its future fails.
 */
public interface BuildListener {
  /** A phase begins. */
  default void phase(BuildPhase phase) {}

  /** What the host did not allow the sandbox, and what that means for this build. */
  default void remark(Finding remark) {}

  /**
   * The command wrote this to its standard output; the array is the listener's to keep. A piece may
   * end within a character.
   */
  default void stdout(byte[] bytes) {}

  /** The command wrote this to its standard error; otherwise like {@link #stdout(byte[])}. */
  default void stderr(byte[] bytes) {}

  /** A listener that hears nothing. */
  static BuildListener none() {
    return new BuildListener() {};
  }
}
