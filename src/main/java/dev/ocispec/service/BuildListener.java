package dev.ocispec.service;

import dev.ocispec.report.Finding;
import java.util.function.Consumer;

/**
 * Hears how a build goes, on the build's own threads: standard output and standard error each have
 * one. The build waits for a listener that is slow; what a listener throws ends the build and is
 * how its future fails.
 */
public interface BuildListener {
  /** How many bytes of a line are told at once: 64 KiB. A longer line comes in pieces. */
  int LONGEST_LINE = 64 * 1024;

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
   * end within a character. For the exact bytes; otherwise take {@link #stdoutLine}.
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

  /**
   * The command wrote this line to its standard output.
   *
   * @param line without its line feed, as UTF-8; bytes that are none become U+FFFD. A last line
   *     without line feed is told, too; one longer than {@link #LONGEST_LINE} comes in pieces
   */
  default void stdoutLine(String line) {}

  /**
   * The command wrote this line to its standard error; otherwise like {@link #stdoutLine}.
   *
   * @param line without its line feed
   */
  default void stderrLine(String line) {}

  /**
   * The command has ended, or was ended, and all that it printed was told. Called once for each
   * build that came to {@link BuildPhase#RUNNING}, before the next phase.
   */
  default void outputEnded() {}

  /** {@return a listener that hears nothing} */
  static BuildListener none() {
    return new BuildListener() {};
  }

  /**
   * {@return a listener that hears the lines of both streams, one at a time}
   *
   * @param line takes each line, without its line feed
   */
  static BuildListener lines(Consumer<String> line) {
    return new BuildListener() {
      @Override
      public synchronized void stdoutLine(String text) {
        line.accept(text);
      }

      @Override
      public synchronized void stderrLine(String text) {
        line.accept(text);
      }
    };
  }
}
