package dev.ocispec.runtime;

import dev.ocispec.host.internal.ControlGroups;
import dev.ocispec.json.Json;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The verbs on a container that is there: precondition, call, answer. */
final class Verbs {
  private static final Duration CLEAN_UP_TIMEOUT = Duration.ofSeconds(15);
  static final int LONGEST_DOCUMENT = 16 << 20;
  private static final int START_READS = 50;

  private final RuntimeProgram program;
  private final Duration timeout;
  private final boolean patient;

  Verbs(RuntimeProgram program, Duration timeout) {
    this(program, timeout, false);
  }

  private Verbs(RuntimeProgram program, Duration timeout, boolean patient) {
    this.program = program;
    this.timeout = timeout;
    this.patient = patient;
  }

  /** The same verbs for cleaning up, which an interrupt of the thread does not stop. */
  Verbs forCleanUp() {
    return new Verbs(program, CLEAN_UP_TIMEOUT, true);
  }

  RuntimeProgram program() {
    return program;
  }

  Duration timeout() {
    return timeout;
  }

  /** A call of a verb that prints little and has no streams for the caller. */
  Call call(String verb, Optional<String> id, Duration limit) {
    String name = "ocispec-" + verb + id.map(text -> "-" + text).orElse("");
    Call call = new Call(program, verb, id, limit, PipeStreams.forDocument(name, LONGEST_DOCUMENT));
    return patient ? call.patient() : call;
  }

  String checked(String id, String verb) {
    return ContainerIds.checked(id, program, verb);
  }

  State state(String id, VerbOptions options) {
    return state(checked(id, "state"), options.timeoutOr(timeout));
  }

  State state(String id, Duration limit) {
    EndedCall ended = call("state", Optional.of(id), limit).arguments(List.of(id)).run();
    if (ended.exitCode() == 0) {
      return Answers.state(ended, id);
    }
    RuntimeFailureException failure = Failures.of(ended.report());
    if (failure instanceof VerbRefusedException && isUnlisted(id, limit)) {
      throw new ContainerNotFoundException(failure.call().reason(), failure.call());
    }
    throw failure;
  }

  /** Whether the list lacks a container whose state was refused in words that are not known. */
  private boolean isUnlisted(String id, Duration limit) {
    return !new Inspection(this).isListed(id, limit);
  }

  /** Whether the runtime knows the container; any failure but "unknown" is passed on. */
  boolean exists(String id) {
    try {
      state(id, timeout);
      return true;
    } catch (ContainerNotFoundException e) {
      return false;
    }
  }

  State start(String id, VerbOptions options) {
    Duration limit = options.timeoutOr(timeout);
    require(checked(id, "start"), "start", limit, Set.of(ContainerState.CREATED));
    EndedCall ended = call("start", Optional.of(id), limit).arguments(List.of(id)).run();
    ended.orThrow();
    return started(id, limit, ended.report());
  }

  /** Exit code 0 does not mean that the process runs: the state tells. */
  private State started(String id, Duration limit, CallReport call) {
    for (int read = 0; read < START_READS; read++) {
      State state = state(id, limit);
      if (!state.status().equals(ContainerState.CREATED)) {
        return state;
      }
      Pauses.millis(20, call);
    }
    throw new WrongStatusException(
        "the runtime reports success, but the container is still not started",
        call,
        Optional.of(ContainerState.CREATED));
  }

  void kill(String id, Signal signal, KillOptions options) {
    Duration limit = options.timeoutOr(timeout);
    require(checked(id, "kill"), "kill", limit, Statuses.ALIVE);
    call("kill", Optional.of(id), limit).arguments(options.arguments(id, signal)).run().orThrow();
  }

  void delete(String id, DeleteOptions options) {
    Duration limit = options.timeoutOr(timeout);
    checked(id, "delete");
    if (options.isForced()) {
      forceDelete(id, limit);
      return;
    }
    State state =
        require(id, "delete", limit, Set.of(ContainerState.CREATED, ContainerState.STOPPED));
    // crun takes a dead process that was not waited for as running, and deletes by force only.
    List<String> arguments =
        state.status().equals(ContainerState.STOPPED) ? List.of("--force", id) : List.of(id);
    call("delete", Optional.of(id), limit).arguments(arguments).run().orThrow();
  }

  void pause(String id, VerbOptions options) {
    change(id, "pause", options, Set.of(ContainerState.CREATED, ContainerState.RUNNING));
  }

  /** A created container can be paused, too, but not every runtime then says that it is. */
  void resume(String id, VerbOptions options) {
    change(id, "resume", options, Set.of(ContainerState.CREATED, Statuses.PAUSED));
  }

  private void change(String id, String verb, VerbOptions options, Set<ContainerState> allowed) {
    Duration limit = options.timeoutOr(timeout);
    require(checked(id, verb), verb, limit, allowed);
    call(verb, Optional.of(id), limit).arguments(List.of(id)).run().orThrow();
  }

  void update(String id, LinuxResources resources, VerbOptions options) {
    Duration limit = options.timeoutOr(timeout);
    require(checked(id, "update"), "update", limit, Statuses.ALIVE);
    byte[] json = Json.unchecked().toBytes(resources);
    call("update", Optional.of(id), limit)
        .arguments(
            folder -> List.of("--resources", folder.write("resources.json", json).toString(), id))
        .run()
        .orThrow();
  }

  /** Kills and removes, content when there is nothing. */
  void forceDelete(String id) {
    forceDelete(id, timeout);
  }

  private void forceDelete(String id, Duration limit) {
    EndedCall ended =
        call("delete", Optional.of(id), limit).arguments(List.of("--force", id)).run();
    ControlGroups.removeEmpty(id);
    try {
      ended.orThrow();
    } catch (ContainerNotFoundException e) {
      return; // What was asked for is so already.
    }
  }

  /**
   * The state, when its status is one of those.
   *
   * @throws WrongStatusException when it is not: runtimes differ in whether they refuse, ignore it
   *     or crash
   */
  State require(String id, String verb, Duration limit, Set<ContainerState> allowed) {
    State state = state(id, limit);
    if (!allowed.contains(state.status())) {
      throw new WrongStatusException(
          "expected a container that is "
              + String.join(" or ", allowed.stream().map(ContainerState::text).sorted().toList())
              + ", found one that is "
              + state.status(),
          CallReport.notRun(program.executable(), verb, Optional.of(id)),
          Optional.of(state.status()));
    }
    return state;
  }
}
