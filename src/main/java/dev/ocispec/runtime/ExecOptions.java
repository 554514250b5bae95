package dev.ocispec.runtime;

import dev.ocispec.json.Json;
import dev.ocispec.spec.ContainerProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Options of {@code exec}. What is not set is as in the container's own process: environment,
 * working directory, user, capabilities.
 */
public final class ExecOptions extends ProcessOptions<ExecOptions> {
  private final List<String> flags = new ArrayList<>();
  private final List<String> variables = new ArrayList<>();
  private final List<Consumer<ContainerProcess.Builder>> changes = new ArrayList<>();
  private Optional<ContainerProcess> process = Optional.empty();

  ExecOptions() {}

  /**
   * The working directory, an absolute path in the container.
   *
   * @param path an absolute path in the container
   * @return these options
   */
  public ExecOptions cwd(String path) {
    changes.add(process -> process.cwd(path));
    return flag("--cwd", path);
  }

  /**
   * Sets a variable in the process' environment, which has those of the container's own process
   * otherwise; may be called several times. As crun 1.8.1 would give the process no others, the
   * runtime gets a description of the whole process, made from the bundle's configuration; where
   * that can't be read any more, the runtime decides.
   *
   * @param name the variable's name
   * @param value its value
   * @return these options
   */
  public ExecOptions env(String name, String value) {
    variables.add(name + "=" + value);
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
    changes.add(process -> process.user(user -> user.uid(uid).gid(gid)));
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

  /** Whether the process of the container must be known to describe that of the call. */
  boolean buildsOnTheContainers() {
    return process.isEmpty() && !variables.isEmpty();
  }

  /**
   * What stands after the verb.
   *
   * @param containers the container's own process, when it is to be built on and can be told
   */
  List<String> arguments(
      CallFolder folder, String id, List<String> args, Optional<ContainerProcess> containers) {
    if (args.isEmpty()
        || Stream.concat(args.stream(), flags.stream()).anyMatch(ExecOptions::hasNul)) {
      throw new IllegalArgumentException(
          "expected the program and its arguments without NUL characters, found "
              + (args.isEmpty() ? "none" : "one"));
    }
    List<String> all = new ArrayList<>(List.of("--pid-file", folder.pidFile().toString()));
    Optional<ContainerProcess> described = process.or(() -> containers.map(this::changed));
    if (described.isPresent()) {
      ContainerProcess.Builder full = described.get().toBuilder().args(args);
      if (process.isEmpty() || chosenTerminal().isPresent()) {
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

  /** The container's process with these options, as the runtime's own flags would change it. */
  private ContainerProcess changed(ContainerProcess containers) {
    Map<String, String> env = new LinkedHashMap<>();
    Stream.concat(containers.env().stream(), variables.stream())
        .forEach(variable -> env.put(variable.split("=", 2)[0], variable));
    ContainerProcess.Builder builder =
        containers.toBuilder().env(List.copyOf(env.values())).clearConsoleSize();
    changes.forEach(change -> change.accept(builder));
    return builder.build();
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
