package dev.ocispec.runtime;

import dev.ocispec.json.Json;
import dev.ocispec.spec.ContainerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Options of {@code exec}. What is not set is as in the container's own process: environment,
 * working directory, user, capabilities.
 */
public final class ExecOptions extends ProcessOptions<ExecOptions> {
  private final List<String> flags = new ArrayList<>();
  private Optional<ContainerProcess> process = Optional.empty();

  ExecOptions() {}

  /**
   * The working directory, an absolute path in the container.
   *
   * @param path an absolute path in the container
   * @return these options
   */
  public ExecOptions cwd(String path) {
    return flag("--cwd", path);
  }

  /**
   * Sets a variable in the process' environment; may be called several times.
   *
   * @param name the variable's name
   * @param value its value
   * @return these options
   */
  public ExecOptions env(String name, String value) {
    return flag("--env", name + "=" + value);
  }

  /**
   * The user and group, as seen in the container.
   *
   * @param uid a user id
   * @param gid a group id
   * @return these options
   */
  public ExecOptions user(long uid, long gid) {
    return flag("--user", uid + ":" + gid);
  }

  /**
   * Describes the process in full, as in a configuration; its own {@code args} are replaced by
   * those that exec is called with, and the other options of this type that describe the process do
   * not count.
   *
   * @param description the process
   * @return these options
   */
  public ExecOptions process(ContainerProcess description) {
    process = Optional.of(description);
    return this;
  }

  /**
   * Gives the process a terminal, whether or not the container has one. Standard input must not be
   * given with it: its keys are the input.
   *
   * @param terminal the terminal; with {@link Terminal#none()} there is none even if {@link
   *     #process} asks for one, which is refused with {@link TerminalUnsupportedException}
   *     otherwise
   * @return these options
   */
  public ExecOptions terminal(Terminal terminal) {
    return onTerminal(terminal);
  }

  Optional<ContainerProcess> description() {
    return process;
  }

  /** Whether the process is to have a terminal. */
  boolean asksForTerminal() {
    return chosenTerminal()
        .map(Terminal::isThere)
        .orElseGet(() -> process.flatMap(ContainerProcess::terminal).orElse(false));
  }

  List<String> arguments(CallFolder folder, String id, List<String> args) {
    if (args.isEmpty()
        || Stream.concat(args.stream(), flags.stream()).anyMatch(ExecOptions::hasNul)) {
      throw new IllegalArgumentException(
          "expected the program and its arguments without NUL characters, found "
              + (args.isEmpty() ? "none" : "one"));
    }
    List<String> all = new ArrayList<>(List.of("--pid-file", folder.pidFile().toString()));
    if (process.isPresent()) {
      ContainerProcess.Builder full = process.get().toBuilder().args(args);
      if (chosenTerminal().isPresent()) {
        full.terminal(asksForTerminal());
      }
      all.add("--process");
      all.add(folder.write("process.json", Json.unchecked().toBytes(full.build())).toString());
      all.add(id);
      return all;
    }
    all.addAll(flags);
    if (asksForTerminal()) {
      all.add("--tty");
    }
    all.add(id);
    all.addAll(args);
    return all;
  }

  private static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  private ExecOptions flag(String name, String value) {
    flags.add(name);
    flags.add(value);
    return this;
  }

  @Override
  ExecOptions self() {
    return this;
  }
}
