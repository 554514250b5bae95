package dev.ocispec.runtime;

import java.util.function.Consumer;

/**
 * Receives the output of a process while it is written, on a separate thread.
 *
 * <p>The process waits when its listener is slow; but 5 seconds after the process' end its listener
 * is not waited for any more. What a listener throws does not stop the process: the listener is not
 * called again, and the method that waits for the process throws it once the process has ended.
 */
@FunctionalInterface
public interface OutputListener {
  /**
   * The next bytes, at least one; the array is the listener's to keep. A read may end within a
   * character.
   *
   * @param bytes what was written
   */
  void bytes(byte[] bytes);

  /** The process has closed the stream, or was cut off from it. */
  default void end() {}

  /**
   * {@return a listener that gets whole lines, as UTF-8 and without their line feed; a last line
   * without line feed counts, and a longer line than 64 KiB comes in pieces}
   *
   * @param line is called with each line
   */
  static OutputListener lines(Consumer<String> line) {
    return new LineSplitter(line);
  }
}
