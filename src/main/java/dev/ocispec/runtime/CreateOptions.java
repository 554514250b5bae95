package dev.ocispec.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options of {@code create}. The listeners receive the output of the container's process for as
 * long as it lives.
 */
public final class CreateOptions extends ProcessOptions<CreateOptions> {
  private boolean noPivot;
  private boolean unchecked;
  private Optional<Path> consoleSocket = Optional.empty();

  CreateOptions() {}

  /**
   * Changes the root by moving a mount instead of {@code pivot_root}, which does not work on the
   * initial RAM disk; less safe. Default: {@code false}. runsc has no such option.
   *
   * @param value whether the root is moved
   * @return these options
   */
  public CreateOptions noPivot(boolean value) {
    noPivot = value;
    return this;
  }

  /**
   * Gives the bundle to the runtime as it is, and takes its exit code for the answer: for testing a
   * runtime, which is to find the faults by itself. Default: {@code false}, a bundle that runtimes
   * answer too differently is refused before, and success needs a process that is there.
   *
   * @param value whether nothing is looked at before and after
   * @return these options
   */
  public CreateOptions unchecked(boolean value) {
    unchecked = value;
    return this;
  }

  /**
   * The Unix socket through which the runtime hands over the container's terminal, when the bundle
   * asks for one ({@code process.terminal}), to another program, which must listen there and
   * receive it; for one of this program see {@link #terminal}. Whatever it does with the terminal,
   * {@code stdout} and {@code stderr} then only have what the runtime itself says.
   *
   * @param socket the socket's path, on which someone listens; the kernel allows about 100 bytes
   * @return these options
   */
  public CreateOptions consoleSocket(Path socket) {
    consoleSocket = Optional.of(socket.toAbsolutePath());
    return this;
  }

  /**
   * What the process gets when the bundle asks for a terminal ({@code process.terminal}); without
   * this and {@link #consoleSocket}, such a bundle is refused. It has no effect on a bundle that
   * asks for none, unless it is {@link #unchecked}. Standard input must not be given beside a
   * terminal: its keys are the input.
   *
   * @param terminal a {@link PseudoTerminal}, or {@link Terminal#none()} for pipes; {@link
   *     Terminal#own()} is refused by {@code create}
   * @return these options
   */
  public CreateOptions terminal(Terminal terminal) {
    return onTerminal(terminal);
  }

  boolean hasConsoleSocket() {
    return consoleSocket.isPresent();
  }

  boolean isUnchecked() {
    return unchecked;
  }

  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (noPivot) {
      flags.add("--no-pivot");
    }
    consoleSocket.ifPresent(socket -> flags.addAll(List.of("--console-socket", socket.toString())));
    return flags;
  }

  @Override
  CreateOptions self() {
    return this;
  }
}
