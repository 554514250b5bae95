package dev.ocispec.runtime;

/**
 * The document asks for a terminal ({@code process.terminal} is {@code true}) and the call has none
 * to give: {@code run}, {@code create} and {@code exec} want the option {@code terminal}; {@code
 * create} and {@code restore} take a {@code consoleSocket} on which another program receives it,
 * too. Or set it to {@code false}: {@code process(p -> p.terminal(false))} of the builder, or
 * {@code emit --no-terminal} on the command line.
 */
public final class TerminalUnsupportedException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  private static final String NONE =
      ", or set it to false, by process(p -> p.terminal(false)) of the builder or by emit"
          + " --no-terminal, and read standard output instead";

  TerminalUnsupportedException(String what, CallReport call) {
    super(what, call);
  }

  /** Of a call that could give one, and was given none. */
  static TerminalUnsupportedException notGiven(String where, CallReport call) {
    return new TerminalUnsupportedException(
        found(where) + "; give one by the option terminal(…), Terminal.none() for pipes" + NONE,
        call);
  }

  /** Of a create, which was given none. */
  static TerminalUnsupportedException notGivenToCreate(String where, CallReport call) {
    return new TerminalUnsupportedException(
        found(where)
            + "; give one by the option terminal(new PseudoTerminal(…)) or by the consoleSocket(…)"
            + " of a program that receives it, Terminal.none() for pipes"
            + NONE,
        call);
  }

  /** Of a create that was given the terminal of this process. */
  static TerminalUnsupportedException ownNotGiven(String where, CallReport call) {
    return new TerminalUnsupportedException(
        where
            + ": create can't give a container, which outlives the call, the terminal of this"
            + " process; use run, or give create a PseudoTerminal, or Terminal.none() for pipes",
        call);
  }

  /** Of a restore, which only takes a socket. */
  static TerminalUnsupportedException notGivenToRestore(String where, CallReport call) {
    return new TerminalUnsupportedException(
        found(where) + "; give restore the consoleSocket(…) of a program that receives it", call);
  }

  /** Of a system whose C library this library can't call. */
  static TerminalUnsupportedException onThisMachine(String found, CallReport call) {
    return new TerminalUnsupportedException(
        "create takes a PseudoTerminal on Linux for amd64 and aarch64, found "
            + found
            + "; use run, or give create the consoleSocket(…) of a program that receives it",
        call);
  }

  private static String found(String where) {
    return where + ": expected no terminal, found terminal set to true";
  }
}
