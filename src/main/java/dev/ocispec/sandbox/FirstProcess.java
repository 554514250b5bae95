package dev.ocispec.sandbox;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The first process of a sandbox: a small program that runs the command as its child, so that the
 * command is an ordinary process. As the first process of its namespace a command would be immune
 * to most of its own signals, would have to take leave of every orphan, and its exit code 137 could
 * not be told from an end by {@code SIGKILL}.
 */
public final class FirstProcess {
  /** Where it is in the container; no request can put anything there. */
  public static final String PLACE = "/.ocispec";

  /** The program in the container. */
  public static final String PROGRAM = PLACE + "/init";

  /** The name of the program's file. */
  public static final String NAME = "init";

  /** In the container, the socket that it reports the end of the command to, if there is one. */
  public static final String CHANNEL = PLACE + "/end";

  /** The name of that socket. */
  public static final String CHANNEL_NAME = "end";

  /** The name of the probe's file, where one is to look around before the command starts. */
  public static final String PROBE_NAME = "observe";

  /** The probe in the container: a script. */
  public static final String PROBE = PLACE + "/" + PROBE_NAME;

  /** The name of the file of a shell for the probe, where the sandbox has none. */
  public static final String PROBE_SHELL_NAME = "sh";

  /** That shell in the container; without it, {@link #SHELL} reads the probe. */
  public static final String PROBE_SHELL = PLACE + "/" + PROBE_SHELL_NAME;

  /** Where a sandbox has its shell. */
  public static final String SHELL = "/bin/sh";

  /** Precedes the number of processes that the command's user may have. */
  public static final String LIMIT_OPTION = "--processes=";

  /**
   * The number of the command's process in the container, the same in every build: more than
   * runtimes use up before. One that has used up more makes it the next number after that.
   */
  public static final int COMMAND_NUMBER = 32;

  /** The processors that there is a program for, as {@code uname -m} names them. */
  public static final Set<String> ARCHITECTURES = Set.of("aarch64", "x86_64");

  private static final String DIVIDER = "--";

  private FirstProcess() {}

  /**
   * {@return the arguments of a process that runs {@code command} below the first process}
   *
   * @param command the command
   * @param processes how many processes the command's user may have; empty for no limit
   */
  static List<String> before(List<String> command, OptionalLong processes) {
    List<String> arguments = new ArrayList<>();
    arguments.add(PROGRAM);
    processes.ifPresent(limit -> arguments.add(LIMIT_OPTION + limit));
    arguments.add(DIVIDER);
    arguments.addAll(command);
    return arguments;
  }

  /** The mount that shows the program of a processor. */
  static Mount mount(String architecture, boolean recursive) {
    List<String> options = new ArrayList<>(List.of("rbind", "ro"));
    if (recursive) {
      options.add("rro");
    }
    options.addAll(List.of("nosuid", "nodev"));
    return Mounts.of(PLACE, "bind", SandboxLayout.init(architecture), options);
  }

  /**
   * {@return whether a container begins with this program}
   *
   * @param spec the container's specification
   */
  public static boolean isIn(Spec spec) {
    return arguments(spec).stream().limit(1).anyMatch(PROGRAM::equals);
  }

  /**
   * {@return the processor that the program is for; empty when the container begins with another}
   *
   * @param spec the container's specification
   */
  public static Optional<String> architecture(Spec spec) {
    return new TreeSet<>(ARCHITECTURES)
        .stream()
            .filter(
                known ->
                    spec.mounts().stream()
                        .filter(mount -> mount.destination().equals(PLACE))
                        .anyMatch(
                            mount ->
                                mount
                                    .source()
                                    .filter(SandboxLayout.init(known)::equals)
                                    .isPresent()))
            .findFirst();
  }

  /**
   * {@return the arguments of the command, without those of the first process}
   *
   * @param spec the container's specification
   */
  public static List<String> command(Spec spec) {
    List<String> arguments = arguments(spec);
    return isIn(spec)
        ? arguments.subList(arguments.indexOf(DIVIDER) + 1, arguments.size())
        : arguments;
  }

  /**
   * {@return the same arguments with another command}
   *
   * @param spec the container's specification
   * @param command the other command
   */
  public static List<String> withCommand(Spec spec, List<String> command) {
    return isIn(spec) ? before(command, processes(spec)) : List.copyOf(command);
  }

  /**
   * {@return how many processes the command's user may have, as the first process sets it}
   *
   * @param spec the container's specification
   */
  public static OptionalLong processes(Spec spec) {
    return isIn(spec)
        ? arguments(spec).stream()
            .takeWhile(argument -> !argument.equals(DIVIDER))
            .filter(argument -> argument.startsWith(LIMIT_OPTION))
            .mapToLong(argument -> Long.parseLong(argument.substring(LIMIT_OPTION.length())))
            .findFirst()
        : OptionalLong.empty();
  }

  private static List<String> arguments(Spec spec) {
    return spec.process().map(process -> process.args()).orElse(List.of());
  }
}
