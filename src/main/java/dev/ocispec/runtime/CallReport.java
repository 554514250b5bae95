package dev.ocispec.runtime;

import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A report on one call of a runtime.
 *
 * @param executable the runtime
 * @param verb the verb that was called, for instance {@code create}
 * @param containerId the container; empty for verbs that concern none
 * @param commandLine the program and its arguments; empty when none was run. Most verbs ask for the
 *     container's state first: when that fails, it is the command line of {@code state}
 * @param exitCode exit code of the runtime process, 128 + n when signal n killed it; empty when it
 *     did not run to its end
 * @param log what it wrote to its log, in order, at most the last 1000 messages
 * @param stderr the end of its standard error, at most 64 KiB
 */
public record CallReport(
    Path executable,
    String verb,
    Optional<String> containerId,
    List<String> commandLine,
    OptionalInt exitCode,
    List<LogMessage> log,
    String stderr) {
  private static final int LONGEST_REASON = 2000;

  /**
   * Copies the lists.
   *
   * @param executable the runtime
   * @param verb the verb that was called, for instance {@code create}
   * @param containerId the container; empty for verbs that concern none
   * @param commandLine the program and its arguments; empty when none was run
   * @param exitCode exit code of the runtime process, 128 + n when signal n killed it; empty when
   *     it did not run to its end
   * @param log what it wrote to its log, in order, at most the last 1000 messages
   * @param stderr the end of its standard error, at most 64 KiB
   */
  public CallReport {
    commandLine = List.copyOf(commandLine);
    log = List.copyOf(log);
  }

  /** A report of a call for which no process was started. */
  static CallReport notRun(Path executable, String verb, Optional<String> containerId) {
    return new CallReport(
        executable, verb, containerId, List.of(), OptionalInt.empty(), List.of(), "");
  }

  /**
   * {@return why it failed, in the runtime's own words: the last message of level error or worse in
   * its log, or else the end of standard error; at most 2000 characters, empty when it said
   * nothing}
   */
  public String reason() {
    return ForeignText.end(fullReason(), LONGEST_REASON);
  }

  /** The same in full. */
  String fullReason() {
    // A runtime that no longer sees its log, having changed its root, writes the same there.
    return lastError(log)
        .or(() -> stderr.startsWith("{") ? lastError(LogReader.read(stderr)) : Optional.empty())
        .orElseGet(stderr::strip);
  }

  private static Optional<String> lastError(List<LogMessage> messages) {
    return messages.stream()
        .filter(LogMessage::isError)
        .reduce((earlier, later) -> later)
        .map(LogMessage::message);
  }

  /** Runtime, verb and container: {@code runc create demo-1}. */
  String title() {
    Path name = executable.getFileName();
    return (name == null ? executable : name)
        + " "
        + verb
        + containerId.map(id -> " " + id).orElse("");
  }
}
