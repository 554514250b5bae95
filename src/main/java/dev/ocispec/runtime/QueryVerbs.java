package dev.ocispec.runtime;

import dev.ocispec.features.Features;
import dev.ocispec.host.internal.ProcStat;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The verbs that only look, and the waits that look again and again. */
final class QueryVerbs {
  private static final int START_READS = 50;
  private static final long START_PAUSE_MILLIS = 20;
  private static final long LOOK_MILLIS = 10;

  private final RuntimeProgram program;

  QueryVerbs(RuntimeProgram program) {
    this.program = program;
  }

  State state(String id, VerbOptions options) {
    return state(id, options.timeoutOr(program.timeout()));
  }

  State state(String id, Duration limit) {
    RuntimeCall.Ended ended =
        RuntimeCall.of(program, "state", id).timeout(limit).arguments(id).run();
    if (ended.exitCode() == 0) {
      return RuntimeAnswers.state(ended, id);
    }
    RuntimeFailureException failure = Failures.of(ended.report());
    if (failure instanceof VerbRefusedException && !isListed(id, limit)) {
      throw new ContainerNotFoundException(failure.call().reason(), failure.call());
    }
    throw failure;
  }

  /** Whether a list, which all runtimes word alike, has a container of that id. */
  private boolean isListed(String id, Duration limit) {
    return list(limit).stream().anyMatch(container -> container.id().equals(id));
  }

  /** Whether the runtime knows the container; any failure but "unknown" is passed on. */
  boolean exists(String id) {
    try {
      state(id, program.timeout());
      return true;
    } catch (ContainerNotFoundException e) {
      return false;
    }
  }

  /**
   * The state, when its status is one of those in which the next call is possible.
   *
   * @throws WrongStatusException when it is not: runtimes differ in whether they refuse, ignore it
   *     or crash
   */
  State require(CallReport next, Duration limit, Set<ContainerState> allowed) {
    State state = state(next.containerId().orElseThrow(), limit);
    if (!allowed.contains(state.status())) {
      throw new WrongStatusException(
          "expected a container that is "
              + String.join(" or ", allowed.stream().map(ContainerState::text).sorted().toList())
              + ", found one that is "
              + state.status(),
          next,
          Optional.of(state.status()));
    }
    return state;
  }

  /** The state after a start: exit code 0 does not mean that the process runs. */
  State awaitStarted(CallReport start, String id, Duration limit) {
    for (int read = 0; read < START_READS; read++) {
      State state = state(id, limit);
      if (!state.status().equals(ContainerState.CREATED)) {
        return state;
      }
      pause(START_PAUSE_MILLIS, start);
    }
    throw new WrongStatusException(
        "the runtime reports success, but the container is still not started",
        start,
        Optional.of(ContainerState.CREATED));
  }

  /** The state once it is stopped, or else the one at the deadline. */
  State awaitStopped(CallReport await, String id, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      State state = state(id, program.timeout());
      if (state.status().equals(ContainerState.STOPPED) || !awaitChange(state, deadline, await)) {
        return state;
      }
    }
  }

  /** Looks at the process, which is cheap, until the state is worth asking for again. */
  private static boolean awaitChange(State state, long deadline, CallReport await) {
    Optional<ProcStat> seen = process(state);
    do {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      pause(LOOK_MILLIS, await);
    } while (seen.isPresent() && process(state).equals(seen));
    return true;
  }

  /** The container's process as it is now; empty when it is gone. */
  private static Optional<ProcStat> process(State state) {
    long pid = state.pid().orElse(0);
    return pid > 0 ? ProcStat.of(pid) : Optional.empty();
  }

  private static void pause(long millis, CallReport call) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallInterruptedException("interrupted while waiting", call);
    }
  }

  List<ContainerSummary> list(VerbOptions options) {
    return list(options.timeoutOr(program.timeout()));
  }

  /** Newer runc takes a root folder that is not there yet as an error. */
  private List<ContainerSummary> list(Duration limit) {
    RuntimeCall.Ended ended =
        RuntimeCall.of(program, "list").timeout(limit).arguments("--format", "json").run();
    boolean noRoot =
        program.root().filter(Files::notExists).isPresent()
            && ended.report().reason().endsWith("no such file or directory");
    return ended.exitCode() != 0 && noRoot ? List.of() : RuntimeAnswers.list(ended.orThrow());
  }

  /** crun crashes when it is asked this of a stopped container. */
  List<Long> ps(String id, VerbOptions options) {
    Duration limit = options.timeoutOr(program.timeout());
    RuntimeCall call =
        RuntimeCall.of(program, "ps", id).timeout(limit).arguments("--format", "json", id);
    return state(id, limit).status().equals(ContainerState.STOPPED)
        ? List.of()
        : RuntimeAnswers.processes(call.run().orThrow());
  }

  ContainerEvent stats(String id, VerbOptions options) {
    Duration limit = options.timeoutOr(program.timeout());
    RuntimeCall call =
        RuntimeCall.of(program, "events", id).timeout(limit).arguments("--stats", id);
    require(call.notRun(), limit, RuntimeAnswers.ALIVE);
    return RuntimeAnswers.event(call.run().orThrow());
  }

  /** Until the process changes: runc goes on until the container is deleted, not just stopped. */
  void events(String id, Consumer<ContainerEvent> listener, EventsOptions options) {
    RuntimeCall call =
        RuntimeCall.of(program, "events", id)
            .timeout(options.timeoutOr(RunOptions.DEFAULT_TIMEOUT))
            .arguments("--interval", options.intervalArgument(), id);
    State state = require(call.notRun(), program.timeout(), RuntimeAnswers.ALIVE);
    Optional<ProcStat> seen = process(state);
    OutputListener lines =
        OutputListener.lines(
            line -> listener.accept(RuntimeAnswers.eventLine(line, call.notRun())));
    PipeStreams streams = PipeStreams.forLines(call.threadName(), lines);
    call.streams(streams)
        .until(() -> seen.isPresent() && !process(state).equals(seen))
        .run()
        .orThrow();
    streams.rethrow();
  }

  Features features(VerbOptions options) {
    return RuntimeAnswers.document(
        RuntimeCall.of(program, "features")
            .timeout(options.timeoutOr(program.timeout()))
            .run()
            .orThrow(),
        Features.class,
        "a features document");
  }

  RuntimeVersion version(VerbOptions options) {
    return RuntimeAnswers.version(
        RuntimeCall.of(program, "--version")
            .timeout(options.timeoutOr(program.timeout()))
            .unlogged()
            .run()
            .orThrow());
  }
}
