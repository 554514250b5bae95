package dev.ocispec.runtime;

/**
 * The bundle requests a terminal ({@code process.terminal} is {@code true}). Console sockets are
 * not supported; set it to {@code false}: {@code process(p -> p.terminal(false))} of the builder,
 * or {@code emit --no-terminal} on the command line.
 */
public final class TerminalUnsupportedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  TerminalUnsupportedException(String what, CallReport call) {
    super(what, call);
  }
}
