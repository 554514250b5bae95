package dev.ocispec.runtime;

import java.util.Optional;

/** What the process of a call is attached to: pipes, or a terminal when it is to have one. */
final class Attachment {
  private Attachment() {}

  /**
   * The streams of a call.
   *
   * @param asked whether the process is to have a terminal if one is given
   * @param where what asks for it
   * @throws TerminalUnsupportedException when none is given
   * @throws IllegalArgumentException when standard input is given beside a terminal
   */
  static CallStreams of(RuntimeCall call, ProcessOptions<?> options, boolean asked, String where) {
    if (!asked) {
      return PipeStreams.of(call.threadName(), options);
    }
    Optional<Terminal> terminal = options.chosenTerminal();
    if (terminal.isEmpty()) {
      throw TerminalUnsupportedException.notGiven(where, call.notRun());
    }
    if (terminal.get().isThere() && options.hasInput()) {
      throw new IllegalArgumentException(
          "expected no standard input beside a terminal, whose keys are the input, found one");
    }
    return terminal.get().streams(call.threadName(), options, call.notRun());
  }
}
