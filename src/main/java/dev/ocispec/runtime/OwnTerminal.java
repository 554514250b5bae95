package dev.ocispec.runtime;

import java.util.Optional;

/** The terminal of this Java process. */
final class OwnTerminal extends Terminal {
  static final OwnTerminal INSTANCE = new OwnTerminal();

  private OwnTerminal() {}

  @Override
  boolean isThere() {
    return true;
  }

  @Override
  Optional<TerminalSize> size() {
    return TerminalModes.size();
  }

  @Override
  Optional<PseudoTerminal> handedOver(String where, CallReport call) {
    throw TerminalUnsupportedException.ownNotGiven(where, call);
  }

  @Override
  CallStreams streams(String name, ProcessOptions<?> options, CallReport call) {
    if (!hasOwn()) {
      throw new TerminalUnsupportedException(
          "expected standard input and output of this process to be a terminal, found that they are"
              + " not; use Terminal.none() for pipes, or a PseudoTerminal",
          call);
    }
    return new OwnTerminalStreams();
  }
}
