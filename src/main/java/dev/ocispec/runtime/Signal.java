package dev.ocispec.runtime;

import dev.ocispec.report.internal.ForeignText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A signal of Linux, by its number.
 *
 * @param number from 1 to 64
 */
public record Signal(int number) {
  /** Names by number, from 1; as on all architectures but alpha, mips, parisc and sparc. */
  private static final List<String> NAMES =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private static final int LAST = 64;
  private static final int SIGNAL_BASE = 128;

  /** Hang up. */
  public static final Signal HUP = of("HUP");

  /** Interrupt, as Ctrl-C sends it. */
  public static final Signal INT = of("INT");

  /**
   * Ends a process that does not handle or ignore it; a container's first process does ignore it.
   */
  public static final Signal TERM = of("TERM");

  /** Ends a process at once. */
  public static final Signal KILL = of("KILL");

  /** The first of the two signals without fixed meaning. */
  public static final Signal USR1 = of("USR1");

  /**
   * Checks the number.
   *
   * @param number from 1 to 64
   * @throws IllegalArgumentException when it is not from 1 to 64
   */
  public Signal {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException("a signal is a number from 1 to 64, found " + number);
    }
  }

  /**
   * {@return the signal of that name or number: {@code TERM}, {@code SIGTERM} and {@code 15} are
   * the same}
   *
   * @param text a name or number
   * @throws IllegalArgumentException when there is none
   */
  public static Signal of(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    int index = NAMES.indexOf(name.startsWith("SIG") ? name.substring(3) : name);
    if (index >= 0) {
      return new Signal(index + 1);
    }
    if (text.matches("[0-9]{1,2}")) {
      return new Signal(Integer.parseInt(text));
    }
    throw new IllegalArgumentException(
        "expected the name of a signal or a number from 1 to 64, found \""
            + ForeignText.shown(text)
            + "\"");
  }

  /** The signal that killed a process, when the exit code stands for one: 128 + n. */
  static Optional<Signal> ofExitCode(int exitCode) {
    int number = exitCode - SIGNAL_BASE;
    return number >= 1 && number <= LAST ? Optional.of(new Signal(number)) : Optional.empty();
  }

  /** How it is given to a runtime. */
  String argument() {
    return Integer.toString(number);
  }

  /** {@code SIGTERM}; a number for a realtime signal. */
  @Override
  public String toString() {
    return number <= NAMES.size() ? "SIG" + NAMES.get(number - 1) : Integer.toString(number);
  }
}
