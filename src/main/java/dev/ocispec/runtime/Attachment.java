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
    checkInput(terminal.get(), options);
    return terminal.get().streams(call.threadName(), options, call.notRun());
  }

  /**
   * The terminal that a runtime is to hand over to this program when it creates a container; empty
   * when it has none, or one for another program.
   *
   * @param check empty for a bundle that nobody has looked at
   * @throws TerminalUnsupportedException when it is to have one, and none is given that can be
   * @throws IllegalArgumentException when standard input or a socket is given beside a terminal
   */
  static Optional<PseudoTerminal> handedOver(
      CreateOptions options, Optional<BundleCheck> check, CallReport call) {
    Optional<Terminal> terminal = options.chosenTerminal();
    if (terminal.isPresent() && options.hasConsoleSocket()) {
      throw new IllegalArgumentException(
          "expected terminal(…) or consoleSocket(…), of which only one can have the container's"
              + " terminal, found both");
    }
    if (options.hasConsoleSocket() || !check.map(BundleCheck::asksForTerminal).orElse(true)) {
      return Optional.empty();
    }
    if (terminal.isEmpty()) {
      if (check.isEmpty()) {
        return Optional.empty();
      }
      throw TerminalUnsupportedException.notGivenToCreate(check.get().terminalMember(), call);
    }
    checkInput(terminal.get(), options);
    return terminal
        .get()
        .handedOver(check.map(BundleCheck::terminalMember).orElse("the options"), call);
  }

  private static void checkInput(Terminal terminal, ProcessOptions<?> options) {
    if (terminal.isThere() && options.hasInput()) {
      throw new IllegalArgumentException(
          "expected no standard input beside a terminal, whose keys are the input, found one");
    }
  }
}
