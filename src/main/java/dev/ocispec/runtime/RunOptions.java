package dev.ocispec.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Options of {@code run}. */
public final class RunOptions extends ProcessOptions<RunOptions> {
  /** How long a run may take by default: one hour. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private boolean noPivot;

  RunOptions() {}

  /**
   * Changes the root by moving a mount instead of {@code pivot_root}, which does not work on the
   * initial RAM disk; less safe. Default: {@code false}. runsc has no such option.
   *
   * @param value whether the root is moved
   * @return these options
   */
  public RunOptions noPivot(boolean value) {
    noPivot = value;
    return this;
  }

  /**
   * What the process gets when the bundle asks for a terminal ({@code process.terminal}); without
   * this option such a bundle is refused with {@link TerminalUnsupportedException}. A bundle that
   * asks for none runs on pipes, whatever is said here. Standard input must not be given with a
   * terminal: its keys are the input.
   *
   * @param terminal the terminal, or {@link Terminal#none()} to run without
   * @return these options
   */
  public RunOptions terminal(Terminal terminal) {
    return onTerminal(terminal);
  }

  /** These options, and others that the call needs. */
  List<String> flags(List<String> others) {
    List<String> flags = new ArrayList<>(others);
    if (noPivot) {
      flags.add("--no-pivot");
    }
    return flags;
  }

  @Override
  RunOptions self() {
    return this;
  }
}
