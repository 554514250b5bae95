package dev.ocispec.runtime;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The verbs that start a process whose streams are the caller's: create, restore, run and exec.
 * Whatever goes wrong after it was seen that a new container's id is free, the container is this
 * call's own and is removed.
 */
final class LaunchVerbs {
  private final RuntimeProgram program;
  private final QueryVerbs queries;
  private final ControlVerbs cleanUp;

  LaunchVerbs(RuntimeProgram program) {
    this.program = program;
    this.queries = new QueryVerbs(program);
    this.cleanUp = new ControlVerbs(program.forCleanUp());
  }

  /**
   * How a container that outlives the call is made.
   *
   * @param bundle the bundle that the runtime is given, which may be written into that folder
   * @param terminal what it hands its terminal over to
   * @param own whether a container of that id can only be this call's
   * @param needsPid whether success needs a process that is there
   */
  private record Making(
      Function<CallFolder, Path> bundle,
      List<String> flags,
      Optional<PseudoTerminal> terminal,
      boolean own,
      boolean needsPid) {}

  /** Makes a container; what comes back are its streams, which whoever deletes it closes. */
  ContainerStreams create(String id, Path bundle, CreateOptions options) {
    Deadline deadline = Deadline.of(options, program);
    RuntimeCall call = RuntimeCall.of(program, "create", id).deadline(deadline);
    Optional<BundleCheck> check =
        options.isUnchecked()
            ? Optional.empty()
            : Optional.of(BundleCheck.of(bundle, call.notRun()));
    Optional<PseudoTerminal> terminal = Attachment.handedOver(options, check, call.notRun());
    Optional<Spec> piped =
        check
            .filter(found -> found.asksForTerminal() && !options.hasConsoleSocket())
            .filter(found -> terminal.isEmpty())
            .map(BundleCheck::spec);
    boolean own = check.isPresent() ? isFree(call.notRun()) : program.hasNoContainers();
    return detached(
        call,
        id,
        options,
        deadline,
        new Making(
            folder ->
                piped.map(spec -> TerminalFreeBundle.write(bundle, spec, folder)).orElse(bundle),
            options.flags(),
            terminal,
            own,
            check.isPresent()));
  }

  /** The same from a checkpoint. */
  ContainerStreams restore(String id, Path bundle, Path image, RestoreOptions options) {
    Deadline deadline = Deadline.of(options, program);
    RuntimeCall call = RuntimeCall.of(program, "restore", id).deadline(deadline);
    BundleCheck check = BundleCheck.of(bundle, call.notRun());
    if (check.asksForTerminal() && !options.hasConsoleSocket()) {
      throw TerminalUnsupportedException.notGivenToRestore(check.terminalMember(), call.notRun());
    }
    boolean own = isFree(call.notRun());
    return detached(
        call,
        id,
        options,
        deadline,
        new Making(folder -> bundle, options.flags(image), Optional.empty(), own, true));
  }

  private ContainerStreams detached(
      RuntimeCall call, String id, ProcessOptions<?> options, Deadline deadline, Making making) {
    CallFolder pipes = CallFolder.in(program.workFolder(), call.notRun());
    ContainerStreams streams =
        ContainerStreams.open(call.threadName(), pipes, options, making.terminal(), call.notRun());
    try {
      Path bundle = making.bundle().apply(pipes);
      List<String> flags = new ArrayList<>(making.flags());
      flags.addAll(streams.flags());
      RuntimeCall.Ended ended =
          call.arguments(folder -> arguments(flags, bundle, folder, id))
              .stdin(options::stdinFrom)
              .streams(streams)
              .cleanUp(making.own(), () -> cleanUp.forceDelete(id))
              .run();
      if (ended.exitCode() != 0 || !ended.hasPid() && making.needsPid()) {
        throw notMade(ended, id, making.own());
      }
      receive(streams, ended, id, deadline);
      return streams;
    } catch (RuntimeException | Error e) {
      streams.close();
      throw e;
    }
  }

  /** Takes the terminal of a container that is made; without it, the container is removed. */
  private void receive(
      ContainerStreams streams, RuntimeCall.Ended ended, String id, Deadline deadline) {
    ActiveCalls.Registration active = ActiveCalls.register(() -> cleanUp.forceDelete(id));
    try {
      streams.receive(ended, deadline.limit());
    } catch (InterruptedException e) {
      RuntimeFailureException failure =
          removed(
              id,
              new CallInterruptedException(
                  "interrupted while the terminal was waited for", ended.report()));
      Thread.currentThread().interrupt();
      throw failure;
    } catch (RuntimeFailureException e) {
      throw removed(id, e);
    } finally {
      active.close();
    }
  }

  RunResult run(String id, Path bundle, RunOptions options) {
    RuntimeCall call = RuntimeCall.of(program, "run", id).deadline(Deadline.ofProcess(options));
    BundleCheck check = BundleCheck.of(bundle, call.notRun());
    CallStreams streams =
        Attachment.of(call, options, check.asksForTerminal(), check.terminalMember());
    boolean piped =
        check.asksForTerminal() && !options.chosenTerminal().map(Terminal::isThere).orElse(true);
    Optional<TerminalSize> size =
        check.asksForTerminal()
            ? options.chosenTerminal().flatMap(Terminal::size)
            : Optional.empty();
    boolean sized = size.isPresent() && SizedConfiguration.isFor(queries);
    boolean own = isFree(call.notRun());
    RuntimeCall.Ended ended =
        call.arguments(
                folder ->
                    arguments(
                        sized
                            ? options.flags(
                                SizedConfiguration.write(check.spec(), size.get(), folder))
                            : options.flags(List.of()),
                        piped ? TerminalFreeBundle.write(bundle, check.spec(), folder) : bundle,
                        folder,
                        id))
            .stdin(options::stdinFrom)
            .streams(streams)
            .cleanUp(own, () -> cleanUp.forceDelete(id))
            .run();
    if (!ended.hasPid()) {
      throw notMade(ended, id, own);
    }
    checkRemoved(ended, id);
    streams.rethrow();
    return begun(ended);
  }

  /** A process in a container that is there: told apart from a failure in the same way. */
  RunResult exec(String id, List<String> args, ExecOptions options) {
    RuntimeCall call = RuntimeCall.of(program, "exec", id).deadline(Deadline.ofProcess(options));
    CallStreams streams =
        Attachment.of(call, options, options.asksForTerminal(), "the process: /terminal");
    State state =
        queries.require(
            call.notRun(),
            Deadline.of(program),
            Set.of(ContainerState.CREATED, ContainerState.RUNNING));
    Optional<ContainerProcess> containers =
        options.buildsOnTheContainers() ? process(state, call) : Optional.empty();
    RuntimeCall.Ended ended =
        call.arguments(folder -> options.arguments(folder, id, args, containers))
            .stdin(options::stdinFrom)
            .streams(streams)
            .run();
    if (!ended.hasPid()) {
      throw notBegun(ended);
    }
    streams.rethrow();
    return begun(ended);
  }

  /** A container's own process, as long as its bundle is there. */
  private static Optional<ContainerProcess> process(State state, RuntimeCall call) {
    try {
      return BundleCheck.of(Path.of(state.bundle()), call.notRun()).spec().process();
    } catch (BundleRefusedException e) {
      return Optional.empty(); // The runtime has noted for itself what it needs.
    }
  }

  private static RunResult begun(RuntimeCall.Ended ended) {
    if (ended.exitCode() != 0) { // What failures are known need not be known before there is one.
      Optional<RuntimeFailureException> failure = Failures.notExecuted(ended);
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
    return RunResult.of(ended);
  }

  /**
   * Whether a container of that id is this call's own, because there is none yet. A runtime that
   * does not say is a reason to be careful with what is there, but none not to run: it refuses an
   * id that is taken by itself.
   */
  private boolean isFree(CallReport call) {
    if (program.hasNoContainers()) {
      return true;
    }
    Optional<Boolean> exists = queries.exists(call);
    if (exists.equals(Optional.of(true))) {
      throw new ContainerExistsException(
          "a container with this id already exists; delete it or choose another id", call);
    }
    return exists.isPresent();
  }

  private static List<String> arguments(
      List<String> flags, Path bundle, CallFolder folder, String id) {
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(
        List.of("--bundle", bundle.toString(), "--pid-file", folder.pidFile().toString(), id));
    return arguments;
  }

  /** Why there is no container; what there is of it is removed, unless it is another's. */
  private RuntimeFailureException notMade(RuntimeCall.Ended ended, String id, boolean own) {
    RuntimeFailureException failure = notBegun(ended);
    return failure instanceof ContainerExistsException || !own && !ended.hasPid()
        ? failure
        : removed(id, failure);
  }

  /**
   * The pid file is written when the container's process is there. Without it the runtime failed,
   * whatever the exit code; with it the exit code is the process' own.
   */
  private static RuntimeFailureException notBegun(RuntimeCall.Ended ended) {
    return ended.exitCode() == 0
        ? new UnexpectedOutputException(
            "the runtime reported success but wrote no pid file; it is not an OCI runtime,"
                + " or it is a wrapper that drops arguments",
            ended.report(),
            null)
        : ended.failure();
  }

  /**
   * A runtime that ends a run in the regular way has removed the container. One that is still there
   * means that the runtime, not the container's process, was killed. If the runtime does not say,
   * the exit code is taken for the process', and what may be there is removed.
   */
  private void checkRemoved(RuntimeCall.Ended ended, String id) {
    if (ended.exitCode() == 0) {
      return;
    }
    RuntimeFailureException crash =
        new RuntimeCrashedException(
            "the runtime itself ended with exit code "
                + ended.exitCode()
                + " and left the container behind, which was then removed",
            ended.report());
    Optional<Boolean> exists;
    try {
      exists = new QueryVerbs(program.forCleanUp()).exists(ended.report());
    } catch (RuntimeTimedOutException e) {
      exists = Optional.empty(); // The same as an answer that says nothing.
    }
    if (exists.orElse(true)) {
      removed(id, crash);
    }
    if (exists.orElse(false)) {
      throw crash;
    }
  }

  /** Removes the container; what goes wrong with that is added to the failure. */
  private RuntimeFailureException removed(String id, RuntimeFailureException failure) {
    try {
      cleanUp.forceDelete(id);
    } catch (RuntimeFailureException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
