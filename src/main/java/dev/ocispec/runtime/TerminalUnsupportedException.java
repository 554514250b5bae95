package dev.ocispec.runtime;

/**
 * The document asks for a terminal ({@code process.terminal} is {@code true}) and the call has none
 * to give: {@code run} and {@code exec} want the option {@code terminal}, {@code create} a {@code
 * consoleSocket} on which another program receives it. Or set it to {@code false}: {@code process(p
 * -> p.terminal(false))} of the builder, or {@code emit --no-terminal} on the command line.
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

  /** Of a create, whose terminal comes through a socket in a way that is closed to Java. */
  static TerminalUnsupportedException notReceivable(String where, CallReport call) {
    return new TerminalUnsupportedException(
        found(where)
            + ": create hands it over as a descriptor on a Unix socket, which Java can't receive;"
            + " use run with the option terminal(…), or give create the consoleSocket(…) of a"
            + " program that receives it"
            + NONE,
        call);
  }

  private static String found(String where) {
    return where + ": expected no terminal, found terminal set to true";
  }
}
