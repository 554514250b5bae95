package dev.ocispec.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a process gets whose document asks for a terminal ({@code process.terminal}, config.md,
 * "Process"): {@link #own()}, a {@link PseudoTerminal}, or {@link #none()}. An option of {@code
 * run}, {@code create} and {@code exec}; {@code create} doesn't take {@link #own()}.
 */
public abstract sealed class Terminal permits NoTerminal, OwnTerminal, PseudoTerminal {
  private static final Path STREAMS = Path.of("/proc/self/fd");

  Terminal() {}

  /**
   * {@return the terminal that this Java process was started on} The runtime reads and writes it
   * directly, as a program that was typed into a shell: every byte both ways, its size and each
   * change of it, Ctrl-C and the like as bytes for the container's terminal. The runtime has it in
   * raw mode meanwhile; its modes are put back when the call ends, whatever happens to the runtime,
   * and when the Java process is ended by a signal other than SIGKILL. That needs the program
   * {@code stty}.
   *
   * <p>Nothing is captured. The call throws {@link TerminalUnsupportedException} where {@link
   * #hasOwn()} says that there is none.
   */
  public static Terminal own() {
    return OwnTerminal.INSTANCE;
  }

  /**
   * {@return pipes after all} Standard output and standard error stay apart, and standard input is
   * as the options say. {@code run} and {@code create} then give the runtime a copy of the document
   * that asks for no terminal, from a temporary folder, with all paths relative to the bundle made
   * absolute; so the bundle that hooks and {@code state} name is that folder.
   */
  public static Terminal none() {
    return NoTerminal.INSTANCE;
  }

  /** {@return whether both standard input and standard output of this process are a terminal} */
  public static boolean hasOwn() {
    return isTerminal("0") && isTerminal("1");
  }

  private static boolean isTerminal(String stream) {
    try {
      String device = Files.readSymbolicLink(STREAMS.resolve(stream)).toString();
      return device.matches("/dev/(pts/[0-9]+|tty.*|console|hvc[0-9]+)");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // What can't be found out is taken for a pipe, which always works.
    }
  }

  /** Whether the process is to have a terminal. */
  abstract boolean isThere();

  /** Its size now; empty when it has none that is known. */
  abstract Optional<TerminalSize> size();

  /**
   * This, when a runtime is to hand over the terminal of a container that outlives the call; empty
   * for pipes.
   *
   * @param where what asks for a terminal
   * @throws TerminalUnsupportedException when it can't be this one
   */
  abstract Optional<PseudoTerminal> handedOver(String where, CallReport call);

  /**
   * What becomes of the streams of a runtime whose process has this terminal.
   *
   * @param call the call that needs them
   */
  abstract CallStreams streams(String name, ProcessOptions<?> options, CallReport call);
}
