package dev.ocispec.runtime;

import java.util.Optional;

/** Pipes. */
final class NoTerminal extends Terminal {
  static final NoTerminal INSTANCE = new NoTerminal();

  private NoTerminal() {}

  @Override
  boolean isThere() {
    return false;
  }

  @Override
  Optional<TerminalSize> size() {
    return Optional.empty();
  }

  @Override
  Optional<PseudoTerminal> handedOver(String where, CallReport call) {
    return Optional.empty();
  }

  @Override
  CallStreams streams(String name, ProcessOptions<?> options, CallReport call) {
    return PipeStreams.of(name, options);
  }
}
