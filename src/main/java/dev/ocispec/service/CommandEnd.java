package dev.ocispec.service;

import dev.ocispec.bundle.internal.FirstProcessReport;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.Signal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a command ended: what the runtime saw of the first process, made good by what the first
 * process reported of the command.
 */
final class CommandEnd {
  private static final int TOO_LONG = 7;
  private static final int SIGNAL_BASE = 128;

  /** The kernel's numbers for a path at which there is nothing. */
  private static final Set<Integer> NOTHING_THERE = Set.of(2, 20, 36, 40);

  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(1, "operation not permitted"),
          Map.entry(2, "no such file or directory"),
          Map.entry(5, "input/output error"),
          Map.entry(TOO_LONG, "argument list too long"),
          Map.entry(8, "exec format error"),
          Map.entry(11, "resource temporarily unavailable"),
          Map.entry(12, "cannot allocate memory"),
          Map.entry(13, "permission denied"),
          Map.entry(20, "not a directory"),
          Map.entry(26, "text file busy"),
          Map.entry(36, "file name too long"),
          Map.entry(40, "too many levels of symbolic links"));

  private CommandEnd() {}

  /** The end of the command itself, whom a code and a signal are told apart for. */
  static RunResult of(RunResult run, Optional<FirstProcessReport> report) {
    if (report.isEmpty()) {
      return run;
    }
    int number = report.get().number();
    return switch (report.get().kind()) {
      case EXITED -> with(run, number, Optional.empty());
      case KILLED -> with(run, SIGNAL_BASE + number, Optional.of(new Signal(number)));
      case NOT_RUN, NO_INTERPRETER, NOT_PREPARED -> run;
    };
  }

  /** What became of a build whose command was never run; empty when it was. */
  static Optional<BuildOutcome> notRun(String command, Optional<FirstProcessReport> report) {
    return report.flatMap(
        found -> {
          String why = "\"" + command + "\": " + words(found.number());
          return switch (found.kind()) {
            case EXITED, KILLED -> Optional.empty();
            case NO_INTERPRETER ->
                Optional.of(
                    failed(
                        ReasonCode.COMMAND_NOT_EXECUTABLE,
                        "the interpreter of the command is not in the sandbox: " + why));
            case NOT_PREPARED ->
                Optional.of(
                    BuildOutcome.of(
                        BuildStatus.RUNTIME_ERROR,
                        ReasonCode.HOST,
                        "the kernel did not let the command be started: " + why));
            case NOT_RUN -> Optional.of(refused(found.number(), why));
          };
        });
  }

  private static BuildOutcome refused(int number, String why) {
    if (number == TOO_LONG) {
      return failed(
          ReasonCode.ARGUMENTS_TOO_LONG, "the kernel does not take the arguments of " + why);
    }
    return NOTHING_THERE.contains(number)
        ? failed(ReasonCode.COMMAND_NOT_FOUND, "the command was not found: " + why)
        : failed(ReasonCode.COMMAND_NOT_EXECUTABLE, "the command can't be run: " + why);
  }

  private static BuildOutcome failed(ReasonCode code, String reason) {
    return BuildOutcome.of(BuildStatus.FAILED, code, reason);
  }

  private static String words(int number) {
    return WORDS.getOrDefault(number, "error " + number);
  }

  private static RunResult with(RunResult run, int exitCode, Optional<Signal> signal) {
    return new RunResult(exitCode, signal, run.duration(), run.stdout(), run.stderr());
  }
}
