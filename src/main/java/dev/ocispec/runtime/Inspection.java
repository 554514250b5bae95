package dev.ocispec.runtime;

import dev.ocispec.features.Features;
import dev.ocispec.host.internal.ProcStat;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The verbs that only look. */
final class Inspection {
  private final Verbs verbs;

  Inspection(Verbs verbs) {
    this.verbs = verbs;
  }

  List<ContainerSummary> list(VerbOptions options) {
    return list(options.timeoutOr(verbs.timeout()));
  }

  /** Newer runc takes a root folder that is not there yet as an error. */
  private List<ContainerSummary> list(Duration limit) {
    EndedCall ended =
        verbs.call("list", Optional.empty(), limit).arguments(List.of("--format", "json")).run();
    boolean noRoot =
        verbs.program().root().filter(Files::notExists).isPresent()
            && ended.report().reason().endsWith("no such file or directory");
    return ended.exitCode() != 0 && noRoot ? List.of() : Answers.list(ended.orThrow());
  }

  /** crun crashes when it is asked this of a stopped container. */
  List<Long> ps(String id, VerbOptions options) {
    Duration limit = options.timeoutOr(verbs.timeout());
    State state = verbs.state(verbs.checked(id, "ps"), limit);
    return state.status().equals(ContainerState.STOPPED)
        ? List.of()
        : Answers.processes(
            verbs
                .call("ps", Optional.of(id), limit)
                .arguments(List.of("--format", "json", id))
                .run()
                .orThrow());
  }

  ContainerEvent stats(String id, VerbOptions options) {
    Duration limit = options.timeoutOr(verbs.timeout());
    verbs.require(verbs.checked(id, "events"), "events", limit, Statuses.ALIVE);
    return Answers.event(
        verbs
            .call("events", Optional.of(id), limit)
            .arguments(List.of("--stats", id))
            .run()
            .orThrow());
  }

  void events(String id, Consumer<ContainerEvent> listener, EventsOptions options) {
    State state =
        verbs.require(verbs.checked(id, "events"), "events", verbs.timeout(), Statuses.ALIVE);
    PipeStreams streams =
        PipeStreams.forLines(
            "ocispec-events-" + id, OutputListener.lines(line -> event(id, line, listener)));
    new Call(
            verbs.program(),
            "events",
            Optional.of(id),
            options.timeoutOr(RunOptions.DEFAULT_TIMEOUT),
            streams)
        .arguments(List.of("--interval", options.intervalArgument(), id))
        .until(endOf(state))
        .run()
        .orThrow();
    streams.rethrow();
  }

  /** runc goes on until the container is deleted, not just stopped. */
  private static BooleanSupplier endOf(State state) {
    long pid = state.pid().orElse(0);
    Optional<ProcStat> first = ProcStat.of(pid);
    return () -> first.isPresent() && !ProcStat.of(pid).equals(first);
  }

  private void event(String id, String line, Consumer<ContainerEvent> listener) {
    Optional<ContainerEvent> event;
    try {
      JsonValue json = JsonValues.read(line.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
      event = Answers.event(json);
    } catch (UnreadableDocumentException e) {
      event = Optional.empty(); // The one message below serves for both.
    }
    listener.accept(
        event.orElseThrow(
            () ->
                new UnexpectedOutputException(
                    "expected an event on a line, found \"" + ForeignText.shown(line) + "\"",
                    CallReport.notRun(verbs.program().executable(), "events", Optional.of(id)),
                    null)));
  }

  Features features(VerbOptions options) {
    return Answers.document(
        verbs
            .call("features", Optional.empty(), options.timeoutOr(verbs.timeout()))
            .run()
            .orThrow(),
        Features.class,
        "a features document");
  }

  RuntimeVersion version(VerbOptions options) {
    return Answers.version(
        verbs
            .call("--version", Optional.empty(), options.timeoutOr(verbs.timeout()))
            .unlogged()
            .run()
            .orThrow());
  }

  /** Whether a list, which all runtimes word alike, has the container. */
  boolean isListed(String id, Duration limit) {
    return list(limit).stream().anyMatch(container -> container.id().equals(id));
  }
}
