package dev.ocispec.runtime;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.state.ContainerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The verbs that make a container. Whatever goes wrong after it was seen that the id is free, the
 * container is this call's own and is removed.
 */
final class Creation {
  private Creation() {}

  static Container create(
      OciRuntime runtime, Verbs verbs, String id, Path bundle, CreateOptions options) {
    Duration limit = options.timeoutOr(verbs.timeout());
    CallReport call = before(verbs, "create", id, bundle);
    ContainerStreams streams =
        new ContainerStreams(
            "ocispec-create-" + id, CallFolder.in(verbs.program().workFolder(), call), options);
    try {
      EndedCall ended =
          new Call(verbs.program(), "create", Optional.of(id), limit, streams)
              .arguments(folder -> arguments(options.flags(), bundle, folder, id))
              .stdin(options.stdin())
              .cleanUp(() -> verbs.forCleanUp().forceDelete(id))
              .run();
      checkMade(verbs, ended, id);
      return new Container(runtime, verbs, id, bundle, streams);
    } catch (RuntimeException | Error e) {
      streams.close();
      throw e;
    }
  }

  static RunResult run(Verbs verbs, String id, Path bundle, RunOptions options) {
    Duration limit = options.timeoutOr(RunOptions.DEFAULT_TIMEOUT);
    before(verbs, "run", id, bundle);
    PipeStreams streams = PipeStreams.of("ocispec-run-" + id, options);
    EndedCall ended =
        new Call(verbs.program(), "run", Optional.of(id), limit, streams)
            .arguments(folder -> arguments(options.flags(), bundle, folder, id))
            .stdin(options.stdin())
            .cleanUp(() -> verbs.forCleanUp().forceDelete(id))
            .run();
    checkMade(verbs, ended, id);
    checkRemoved(verbs, ended, id);
    streams.rethrow();
    return RunResult.of(ended);
  }

  /** A process in a container that is there: told apart from a failure in the same way. */
  static RunResult exec(Verbs verbs, String id, List<String> args, ExecOptions options) {
    Duration limit = options.timeoutOr(RunOptions.DEFAULT_TIMEOUT);
    CallReport call = CallReport.notRun(verbs.program().executable(), "exec", Optional.of(id));
    if (options.description().flatMap(ContainerProcess::terminal).orElse(false)) {
      throw BundleCheck.terminal("the process", call);
    }
    verbs.require(
        verbs.checked(id, "exec"),
        "exec",
        verbs.timeout(),
        Set.of(ContainerState.CREATED, ContainerState.RUNNING));
    PipeStreams streams = PipeStreams.of("ocispec-exec-" + id, options);
    EndedCall ended =
        new Call(verbs.program(), "exec", Optional.of(id), limit, streams)
            .arguments(folder -> options.arguments(folder, id, args))
            .stdin(options.stdin())
            .run();
    if (!ended.hasPid()) {
      throw notMade(ended);
    }
    streams.rethrow();
    return RunResult.of(ended);
  }

  private static CallReport before(Verbs verbs, String verb, String id, Path bundle) {
    verbs.checked(id, verb);
    CallReport call = CallReport.notRun(verbs.program().executable(), verb, Optional.of(id));
    BundleCheck.check(bundle, call);
    if (verbs.exists(id)) {
      throw new ContainerExistsException(
          "a container of that id exists already; delete it or choose another id", call);
    }
    return call;
  }

  private static List<String> arguments(
      List<String> flags, Path bundle, CallFolder folder, String id) {
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(
        List.of("--bundle", bundle.toString(), "--pid-file", folder.pidFile().toString(), id));
    return arguments;
  }

  /**
   * The pid file is written when the container's process is there. Without it the runtime failed,
   * whatever the exit code; with it the exit code is the process' own.
   */
  private static void checkMade(Verbs verbs, EndedCall ended, String id) {
    if (ended.hasPid() && (ended.exitCode() == 0 || ended.report().verb().equals("run"))) {
      return;
    }
    RuntimeFailureException failure = notMade(ended);
    if (!(failure instanceof ContainerExistsException)) {
      remove(verbs, id, failure);
    }
    throw failure;
  }

  private static RuntimeFailureException notMade(EndedCall ended) {
    return ended.exitCode() == 0
        ? new UnexpectedOutputException(
            "the runtime reports success, but did not write the pid file; it is no OCI runtime,"
                + " or a wrapper that drops arguments",
            ended.report(),
            null)
        : Failures.of(ended.report());
  }

  /**
   * A runtime that ends a run in the regular way has removed the container. One that is still there
   * means that the runtime, not the container's process, was killed.
   */
  private static void checkRemoved(Verbs verbs, EndedCall ended, String id) {
    if (ended.exitCode() == 0 || !verbs.forCleanUp().exists(id)) {
      return;
    }
    RuntimeFailureException failure =
        new RuntimeCrashedException(
            "the runtime itself ended with exit code "
                + ended.exitCode()
                + " and left the container, which was then removed",
            ended.report());
    remove(verbs, id, failure);
    throw failure;
  }

  private static void remove(Verbs verbs, String id, RuntimeFailureException failure) {
    try {
      verbs.forCleanUp().forceDelete(id);
    } catch (RuntimeFailureException e) {
      failure.addSuppressed(e);
    }
  }
}
