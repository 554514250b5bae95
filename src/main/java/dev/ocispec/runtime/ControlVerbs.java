package dev.ocispec.runtime;

import dev.ocispec.host.internal.ControlGroups;
import dev.ocispec.json.Json;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The verbs that change a container that is there: is it in a status for that, then the call. */
final class ControlVerbs {
  private final RuntimeProgram program;
  private final QueryVerbs queries;

  ControlVerbs(RuntimeProgram program) {
    this.program = program;
    this.queries = new QueryVerbs(program);
  }

  State start(String id, VerbOptions options) {
    RuntimeCall.Ended ended =
        checked("start", id, options, Set.of(ContainerState.CREATED)).arguments(id).run().orThrow();
    return queries.awaitStarted(ended.report(), Deadline.of(options, program));
  }

  void kill(String id, Signal signal, KillOptions options) {
    checked("kill", id, options, RuntimeAnswers.ALIVE)
        .arguments(folder -> options.arguments(id, signal))
        .run()
        .orThrow();
  }

  void delete(String id, DeleteOptions options) {
    Deadline limit = Deadline.of(options, program);
    if (options.isForced()) {
      forceDelete(id, limit);
      return;
    }
    RuntimeCall call = RuntimeCall.of(program, "delete", id).deadline(limit);
    State state =
        queries.require(
            call.notRun(), limit, Set.of(ContainerState.CREATED, ContainerState.STOPPED));
    if (state.status().equals(ContainerState.STOPPED)) {
      // crun takes a dead process that was not waited for as running, and deletes by force only.
      call.arguments("--force", id).run().orThrow();
    } else {
      call.arguments(id).run().orThrow();
    }
  }

  /** Kills and removes, content when there is nothing. */
  void forceDelete(String id) {
    forceDelete(id, Deadline.of(program));
  }

  private void forceDelete(String id, Deadline limit) {
    RuntimeCall.Ended ended =
        RuntimeCall.of(program, "delete", id).deadline(limit).arguments("--force", id).run();
    ControlGroups.removeEmpty(id);
    try {
      ended.orThrow();
    } catch (ContainerNotFoundException e) {
      return; // What was asked for is so already.
    }
  }

  void pause(String id, VerbOptions options) {
    Set<ContainerState> allowed = Set.of(ContainerState.CREATED, ContainerState.RUNNING);
    checked("pause", id, options, allowed).arguments(id).run().orThrow();
  }

  /** A created container can be paused, too, but not every runtime then says that it is. */
  void resume(String id, VerbOptions options) {
    Set<ContainerState> allowed = Set.of(ContainerState.CREATED, RuntimeAnswers.PAUSED);
    checked("resume", id, options, allowed).arguments(id).run().orThrow();
  }

  /** Paused ones as well: that is how a consistent pair of checkpoint and files is made. */
  void checkpoint(String id, Path image, CheckpointOptions options) {
    Set<ContainerState> allowed = Set.of(ContainerState.RUNNING, RuntimeAnswers.PAUSED);
    checked("checkpoint", id, options, allowed)
        .arguments(folder -> options.arguments(id, image))
        .run()
        .orThrow();
  }

  void update(String id, LinuxResources resources, VerbOptions options) {
    checked("update", id, options, RuntimeAnswers.ALIVE)
        .arguments(
            folder ->
                List.of(
                    "--resources",
                    folder.write("resources.json", Json.unchecked().toBytes(resources)).toString(),
                    id))
        .run()
        .orThrow();
  }

  /** A call on a container that was seen to be in one of those statuses. */
  private RuntimeCall checked(
      String verb, String id, CallOptions<?> options, Set<ContainerState> allowed) {
    Deadline limit = Deadline.of(options, program);
    RuntimeCall call = RuntimeCall.of(program, verb, id).deadline(limit);
    queries.require(call.notRun(), limit, allowed);
    return call;
  }
}
