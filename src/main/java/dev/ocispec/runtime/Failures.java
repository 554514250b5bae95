package dev.ocispec.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Tells from a failed call what happened: what runtimes say, and what it means. */
final class Failures {
  private static final Set<String> MAKES_CONTAINER = Set.of("create", "run");
  private static final Set<String> STARTS_PROCESS = Set.of("create", "run", "start", "exec");
  private static final Set<String> ANY = Set.of();
  private static final Pattern NOT_EXECUTED =
      Pattern.compile("exec /[^\n]*: [a-z ]+\n|\\{\"msg\":\"exec container process [^\n]*\\}\n?");
  private static final String NO_SUCH_PLACE =
      "(no such file or directory|not a directory|file name too long|too many levels of symbolic)";

  /** All that are known, the more particular first. Checked with runc, crun and runsc. */
  private static final List<Wording> WORDINGS =
      List.of(
          // An option or verb that this version lacks: runc; crun; crun's and runsc's options.
          text(ANY, "unknown command|No help topic for", UnsupportedVerbException::new),
          text(ANY, "flag provided but not defined", UnsupportedVerbException::new),
          text(ANY, "unrecognized option|unknown option", UnsupportedVerbException::new),
          text(
              ANY,
              "^Usage: \\S+ <flags> <subcommand>",
              (reason, call) ->
                  new UnsupportedVerbException(
                      "unknown verb: the runtime printed its usage", call)),
          // The runtime died and said so.
          text(ANY, "^panic: |^fatal error: |\\bSIGSEGV\\b", RuntimeCrashedException::new),
          // runc; crun up to 1.21; crun's delete; newer crun; runsc.
          text(ANY, "container does not exist$", ContainerNotFoundException::new),
          text(ANY, "opening file `.*/status`: No such file", ContainerNotFoundException::new),
          text(
              Set.of("delete"),
              "cannot open directory .*: No such file",
              ContainerNotFoundException::new),
          text(ANY, "container `.*` does not exist", ContainerNotFoundException::new),
          text(
              ANY, "loading (container|sandbox).* does not exist", ContainerNotFoundException::new),
          text(MAKES_CONTAINER, "container.* already exists", ContainerExistsException::new),
          text(
              MAKES_CONTAINER,
              "cgroups in hybrid mode not supported",
              ControlGroupsRefusedException::new),
          // A terminal without console socket: both of runc; crun's create and run.
          text(MAKES_CONTAINER, "cannot allocate tty", TerminalUnsupportedException::new),
          // What the kernel says to the container's process itself: no program, no folder.
          text(STARTS_PROCESS, "argument list too long", ArgumentsTooLongException::new),
          text(
              MAKES_CONTAINER,
              "^chdir `.*`: |chdir to cwd \\(|container init: mkdir /[^\"`]*: ",
              WorkingDirectoryException::new),
          text(STARTS_PROCESS, "^exec container process .*`: ", CommandNotExecutableException::new),
          text(
              STARTS_PROCESS,
              "executable file .*not found|cannot find `.*` in \\$PATH",
              CommandNotFoundException::new),
          text(
              STARTS_PROCESS,
              "(exec: \".*\": stat .*|open executable): " + NO_SUCH_PLACE,
              CommandNotFoundException::new),
          text(
              STARTS_PROCESS,
              "error finding executable|failed to load .*: no such file or directory",
              CommandNotFoundException::new),
          text(
              STARTS_PROCESS,
              "exec: \".*\": (permission denied|is a directory)",
              CommandNotExecutableException::new),
          text(
              STARTS_PROCESS,
              "open executable: (Permission denied|Operation not permitted)",
              CommandNotExecutableException::new),
          text(
              STARTS_PROCESS,
              "the path `.*` (exists but it is not executable|is not a regular file)",
              CommandNotExecutableException::new),
          text(
              STARTS_PROCESS,
              "failed to load .*: (permission denied|exec format error)|[Ee]xec format error",
              CommandNotExecutableException::new),
          // The status of the container: runc, crun, runsc.
          status("cannot start (a|an already) .*container|start a container that has"),
          status("container.* (is )?not (running|paused)"),
          status("cannot (delete container .* that|exec in a)"),
          status("is not in `created` or `stopped` state|exec\\.fifo`: No such file"),
          status("cannot .*container in state"),
          text(
              ANY,
              "(mkdir|open|lstat|stat|unlink|rmdir|access|creating|create)\\b.*permission denied",
              PermissionDeniedException::new),
          text(
              Set.of("kill", "delete", "pause", "resume", "update", "ps", "list", "state"),
              "permission denied|operation not permitted",
              PermissionDeniedException::new));

  private Failures() {}

  /** The failure that a call's exit code, log and standard error stand for. */
  static RuntimeFailureException of(CallReport call) {
    return of(call, call.verb());
  }

  /** The same when another verb was run than the one that was asked for: a look before it. */
  static RuntimeFailureException of(CallReport call, String verb) {
    String reason = call.reason();
    for (Wording wording : WORDINGS) {
      if (wording.fits(call, verb)) {
        return wording.make().apply(reason, call);
      }
    }
    int exitCode = call.exitCode().orElse(0);
    Optional<Signal> signal = Signal.ofExitCode(exitCode);
    if (reason.isEmpty() && signal.isPresent()) {
      return new RuntimeCrashedException("the runtime itself was killed by " + signal.get(), call);
    }
    String why = reason.isEmpty() ? "exit code " + exitCode + " without any message" : reason;
    return MAKES_CONTAINER.contains(verb)
        ? new BundleRefusedException(why, call)
        : new VerbRefusedException(why, call);
  }

  /**
   * Whether the kernel did not take the container's process, as runc and crun tell it: the process
   * is there by then, so that its exit code and standard error look like the command's own. Nothing
   * else may have been written.
   */
  static Optional<RuntimeFailureException> notExecuted(RuntimeCall.Ended ended) {
    boolean said =
        (ended.exitCode() == 1 || ended.exitCode() == 255)
            && ended.stdout().totalBytes() == 0
            && NOT_EXECUTED.matcher(ended.stderr().text()).matches();
    if (!said) {
      return Optional.empty();
    }
    RuntimeFailureException failure = of(ended.report());
    return Optional.of(
        failure instanceof ArgumentsTooLongException
            ? failure
            : new CommandNotExecutableException(ended.report().reason(), ended.report()));
  }

  /**
   * One way in which runtimes word a failure.
   *
   * @param verbs the verbs after which the text means that; empty for all
   * @param pattern what stands somewhere in the text
   * @param make makes the failure
   */
  private record Wording(
      Set<String> verbs,
      Pattern pattern,
      BiFunction<String, CallReport, RuntimeFailureException> make) {
    boolean fits(CallReport call, String verb) {
      return (verbs.isEmpty() || verbs.contains(verb)) && pattern.matcher(call.fullReason()).find();
    }
  }

  private static Wording text(
      Set<String> verbs,
      String pattern,
      BiFunction<String, CallReport, RuntimeFailureException> make) {
    return new Wording(verbs, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), make);
  }

  private static Wording status(String pattern) {
    return text(
        ANY, pattern, (reason, call) -> new WrongStatusException(reason, call, Optional.empty()));
  }
}
