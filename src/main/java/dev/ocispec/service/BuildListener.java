package dev.ocispec.service;

import dev.ocispec.report.Finding;
import java.util.function.Consumer;

/**
 * Follows a build's progress, on the build's own threads: standard output and standard error each
 * have one. A slow listener slows the build down; an exception from a listener ends the build and
 * fails its future.
 */
public interface BuildListener {
  /** How many bytes of a line are passed on at once: 64 KiB. A longer line comes in pieces. */
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
   * The command wrote this to its standard output; the listener may keep the array. A piece may end
   * within a character. For the exact bytes; otherwise take {@link #stdoutLine}.
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
   * @param line without its line feed, decoded as UTF-8; invalid bytes become U+FFFD. A last line
   *     without a line feed is passed on, too; one longer than {@link #LONGEST_LINE} comes in
   *     pieces
   */
  default void stdoutLine(String line) {}

  /**
   * The command wrote this line to its standard error; otherwise like {@link #stdoutLine}.
   *
   * @param line without its line feed
   */
  default void stderrLine(String line) {}

  /**
   * The command has ended, or was ended, and all its output has been passed on. Called once for
   * each build that reached {@link BuildPhase#RUNNING}, before the next phase.
   */
  default void outputEnded() {}

  /** {@return a listener that ignores everything} */
  static BuildListener none() {
    return new BuildListener() {};
  }

  /**
   * {@return a listener that receives the lines of both streams, one at a time}
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
