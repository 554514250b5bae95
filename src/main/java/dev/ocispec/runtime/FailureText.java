package dev.ocispec.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * One way in which runtimes word a failure.
 *
 * @param verbs the verbs after which the text means that; empty for all
 * @param pattern what stands somewhere in the text
 * @param make makes the failure
 */
record FailureText(
    Set<String> verbs,
    Pattern pattern,
    BiFunction<String, CallReport, RuntimeFailureException> make) {
  /** The verbs that make a container. */
  static final Set<String> MAKES_CONTAINER = Set.of("create", "run");

  private static final Set<String> STARTS_PROCESS = Set.of("create", "run", "start", "exec");
  private static final Set<String> ANY = Set.of();

  /** All that are known, the more particular first. Checked with runc, crun and runsc. */
  static final List<FailureText> TABLE =
      List.of(
          // An option or verb that this version lacks: runc; crun; crun's and runsc's options.
          text(ANY, "unknown command|No help topic for", UnsupportedVerbException::new),
          text(ANY, "flag provided but not defined", UnsupportedVerbException::new),
          text(ANY, "unrecognized option|unknown option", UnsupportedVerbException::new),
          text(
              ANY,
              "^Usage: \\S+ <flags> <subcommand>",
              (reason, call) ->
                  new UnsupportedVerbException("unknown verb, it printed its usage", call)),
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
          // A terminal without console socket: both of runc; crun's create and run.
          text(MAKES_CONTAINER, "cannot allocate tty", TerminalUnsupportedException::new),
          text(
              STARTS_PROCESS,
              "executable file .*not found|cannot find `.*` in \\$PATH",
              CommandNotFoundException::new),
          text(
              STARTS_PROCESS,
              "exec: \".*\": stat .*: no such file or directory",
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

  boolean fits(String verb, String reason) {
    return (verbs.isEmpty() || verbs.contains(verb)) && pattern.matcher(reason).find();
  }

  RuntimeFailureException failure(String reason, CallReport call) {
    return make.apply(reason, call);
  }

  private static FailureText text(
      Set<String> verbs,
      String pattern,
      BiFunction<String, CallReport, RuntimeFailureException> make) {
    return new FailureText(verbs, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), make);
  }

  private static FailureText status(String pattern) {
    return text(
        ANY, pattern, (reason, call) -> new WrongStatusException(reason, call, Optional.empty()));
  }
}
