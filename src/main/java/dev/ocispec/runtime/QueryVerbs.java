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
    return state(RuntimeCall.of(program, "state", id).notRun(), Deadline.of(options, program));
  }

  /** The state of the container that {@code asked} concerns, whose failures are told as its own. */
  private State state(CallReport asked, Deadline limit) {
    String id = asked.containerId().orElseThrow();
    RuntimeCall.Ended ended =
        RuntimeCall.of(program, "state", id).onBehalfOf(asked).deadline(limit).arguments(id).run();
    if (ended.exitCode() == 0) {
      return RuntimeAnswers.state(ended, id);
    }
    RuntimeFailureException failure = ended.failure();
    if (failure instanceof VerbRefusedException && !isListed(asked, limit)) {
      throw new ContainerNotFoundException(failure.call().reason(), failure.call());
    }
    throw failure;
  }

  /** Whether a list, which all runtimes word alike, has a container of that id. */
  private boolean isListed(CallReport asked, Deadline limit) {
    String id = asked.containerId().orElseThrow();
    return list(RuntimeCall.of(program, "list").onBehalfOf(asked), limit).stream()
        .anyMatch(container -> container.id().equals(id));
  }

  /**
   * Whether the runtime knows the call's container; empty when it does not say so, or not in a way
   * that can be understood.
   *
   * @throws RuntimeTimedOutException when it does not answer in time
   */
  Optional<Boolean> exists(CallReport asked) {
    try {
      state(asked, Deadline.of(program));
      return Optional.of(true);
    } catch (ContainerNotFoundException e) {
      return Optional.of(false);
    } catch (CallInterruptedException | RuntimeMissingException | RuntimeTimedOutException e) {
      throw e; // Nothing that the runtime said.
    } catch (RuntimeFailureException e) {
      return Optional.empty();
    }
  }

  /**
   * The state, when its status is one of those in which the next call is possible.
   *
   * @throws WrongStatusException when it is not: runtimes differ in whether they refuse, ignore it
   *     or crash
   */
  State require(CallReport next, Deadline limit, Set<ContainerState> allowed) {
    State state = state(next, limit);
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
  State awaitStarted(CallReport start, Deadline limit) {
    for (int read = 0; read < START_READS; read++) {
      State state = state(start, limit);
      if (!state.status().equals(ContainerState.CREATED)) {
        return state;
      }
      pause(START_PAUSE_MILLIS, start);
    }
    throw new WrongStatusException(
        "the runtime reported success but did not start the container",
        start,
        Optional.of(ContainerState.CREATED));
  }

  /** The state once it is stopped, or else the one at the deadline. */
  State awaitStopped(CallReport await, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      State state = state(await, Deadline.of(program));
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
    return list(RuntimeCall.of(program, "list"), Deadline.of(options, program));
  }

  /** Newer runc takes a root folder that is not there yet as an error. */
  private List<ContainerSummary> list(RuntimeCall call, Deadline limit) {
    RuntimeCall.Ended ended = call.deadline(limit).arguments("--format", "json").run();
    boolean noRoot =
        program.root().filter(Files::notExists).isPresent()
            && ended.report().reason().endsWith("no such file or directory");
    return ended.exitCode() != 0 && noRoot ? List.of() : RuntimeAnswers.list(ended.orThrow());
  }

  /** crun crashes when it is asked this of a stopped container. */
  List<Long> ps(String id, VerbOptions options) {
    Deadline limit = Deadline.of(options, program);
    RuntimeCall call =
        RuntimeCall.of(program, "ps", id).deadline(limit).arguments("--format", "json", id);
    return state(call.notRun(), limit).status().equals(ContainerState.STOPPED)
        ? List.of()
        : RuntimeAnswers.processes(call.run().orThrow());
  }

  ContainerEvent stats(String id, VerbOptions options) {
    Deadline limit = Deadline.of(options, program);
    RuntimeCall call =
        RuntimeCall.of(program, "events", id).deadline(limit).arguments("--stats", id);
    require(call.notRun(), limit, RuntimeAnswers.ALIVE);
    return RuntimeAnswers.event(call.run().orThrow());
  }

  /** Until the process changes: runc goes on until the container is deleted, not just stopped. */
  void events(String id, Consumer<ContainerEvent> listener, EventsOptions options) {
    RuntimeCall call =
        RuntimeCall.of(program, "events", id)
            .deadline(Deadline.ofProcess(options))
            .arguments("--interval", options.intervalArgument(), id);
    State state = require(call.notRun(), Deadline.of(program), RuntimeAnswers.ALIVE);
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
        RuntimeCall.of(program, "features").deadline(Deadline.of(options, program)).run().orThrow(),
        Features.class,
        "a features document");
  }

  /** One call and nothing else. */
  RuntimeAnswer call(String verb, List<String> arguments, VerbOptions options) {
    RuntimeCall.Ended ended =
        RuntimeCall.of(program, verb)
            .deadline(Deadline.of(options, program))
            .arguments(folder -> arguments)
            .run();
    return new RuntimeAnswer(ended.report(), ended.stdout());
  }

  RuntimeVersion version(VerbOptions options) {
    return RuntimeAnswers.version(
        RuntimeCall.of(program, "--version")
            .deadline(Deadline.of(options, program))
            .unlogged()
            .run()
            .orThrow());
  }
}
