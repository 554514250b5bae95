package dev.ocispec.runtime;

/**
 * A {@link PseudoTerminal} needs pty4j, which is not on the class path, or not with all that it
 * needs itself. The message has the two lines that a build adds; docs/dependencies.md lists the
 * jars.
 */
public final class PseudoTerminalMissingException extends RuntimeFailureException {
  /** The release of pty4j that this library is built and tested with. */
  static final String PTY4J = "0.13.12";

  private static final long serialVersionUID = 1L;

  PseudoTerminalMissingException(CallReport call, Throwable cause) {
    super(
        "a pseudo-terminal needs pty4j, which is not on the class path ("
            + cause
            + "); add it to the dependencies of the build:\n"
            + "<groupId>org.jetbrains.pty4j</groupId><artifactId>pty4j</artifactId>\n"
            + "<version>"
            + PTY4J
            + "</version>",
        call,
        cause);
  }
}
