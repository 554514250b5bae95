package dev.ocispec.runtime;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.ProcessTree;
import dev.ocispec.host.internal.UninterruptedWait;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One run of the runtime's program for one verb, from start to end, deadline or interrupt. */
final class RuntimeCall {
  /** Nothing to read. */
  static final Redirect NO_INPUT = Redirect.from(new File("/dev/null"));

  private static final int STDERR_SHOWN = 64 * 1024;
  private static final Duration LOOK = Duration.ofMillis(50);

  private final RuntimeProgram program;
  private final String verb;
  private final Optional<String> containerId;
  private CallReport asked;
  private Deadline deadline;
  private CallStreams streams;
  private Function<CallFolder, List<String>> arguments = folder -> List.of();
  private Function<CallFolder, Redirect> stdin = folder -> NO_INPUT;
  private Optional<Runnable> cleanUp = Optional.empty();
  private boolean idIsOwn;
  private Optional<BooleanSupplier> enough = Optional.empty();
  private boolean logged = true;
  private Optional<Process> running = Optional.empty();
  private Optional<CallFolder> written = Optional.empty();
  private boolean over;

  private RuntimeCall(RuntimeProgram program, String verb, Optional<String> containerId) {
    this.program = program;
    this.verb = verb;
    this.containerId = containerId;
    this.asked = CallReport.notRun(program.executable(), verb, containerId);
    this.deadline = Deadline.of(program);
    this.streams = PipeStreams.forDocument(threadName());
  }

  /** A call that concerns no container. */
  static RuntimeCall of(RuntimeProgram program, String verb) {
    return new RuntimeCall(program, verb, Optional.empty());
  }

  /**
   * A call that concerns a container.
   *
   * @throws InvalidContainerIdException when the id is not safe with every runtime
   */
  static RuntimeCall of(RuntimeProgram program, String verb, String containerId) {
    InvalidContainerIdException.check(containerId, of(program, verb).notRun());
    return new RuntimeCall(program, verb, Optional.of(containerId));
  }

  /** How long it may take, instead of the program's timeout. */
  RuntimeCall deadline(Deadline limit) {
    deadline = limit;
    return this;
  }

  /**
   * A look that another call needs before, after or while it is made: failures are told as that
   * one's, since it is what the caller asked for.
   */
  RuntimeCall onBehalfOf(CallReport call) {
    asked = call;
    return this;
  }

  /** What becomes of its output, instead of being kept as a document. */
  RuntimeCall streams(CallStreams all) {
    streams = all;
    return this;
  }

  RuntimeCall arguments(String... all) {
    return arguments(folder -> List.of(all));
  }

  RuntimeCall arguments(Function<CallFolder, List<String>> of) {
    arguments = of;
    return this;
  }

  /** Where its input comes from, when that is not among its streams. */
  RuntimeCall stdin(Function<CallFolder, Redirect> source) {
    stdin = source;
    return this;
  }

  /**
   * What removes the traces when the runtime had to be killed.
   *
   * @param own whether a container of that id can only be this call's; else it is only when its
   *     process was seen to begin
   */
  RuntimeCall cleanUp(boolean own, Runnable action) {
    idIsOwn = own;
    cleanUp = Optional.of(action);
    return this;
  }

  /** When to end a program that does not end by itself; that counts as success. */
  RuntimeCall until(BooleanSupplier condition) {
    enough = Optional.of(condition);
    return this;
  }

  /** Without log file, for what is an option and not a verb. */
  RuntimeCall unlogged() {
    logged = false;
    return this;
  }

  /** The beginning of the names of threads that read its output. */
  String threadName() {
    return "ocispec-" + verb + containerId.map(id -> "-" + id).orElse("");
  }

  /** The report on this call before it is made. */
  CallReport notRun() {
    return CallReport.notRun(program.executable(), asked.verb(), asked.containerId());
  }

  /**
   * A call whose process has ended by itself.
   *
   * @param verb the verb that was run, which need not be the one that was asked for
   * @param hasPid whether the pid file that was asked for is there: the container's process began
   */
  record Ended(
      CallReport report,
      String verb,
      int exitCode,
      CapturedOutput stdout,
      CapturedOutput stderr,
      Duration duration,
      boolean hasPid) {

    /** This call, when the runtime reported success. */
    Ended orThrow() {
      if (exitCode != 0) {
        throw failure();
      }
      return this;
    }

    /** What the runtime said was wrong. */
    RuntimeFailureException failure() {
      return Failures.of(report, verb);
    }
  }

  /**
   * Runs the program to its end.
   *
   * @throws RuntimeMissingException when it can't be started
   * @throws RuntimeTimedOutException when the deadline passes
   * @throws CallInterruptedException when the thread is interrupted
   */
  Ended run() {
    ActiveCalls.Registration active = ActiveCalls.register(this::undo);
    try {
      if (ActiveCalls.isOver()) { // Nobody waits for this call to remove what it makes.
        throw notStarted(notRun());
      }
      return runIn(CallFolder.in(program.workFolder(), notRun()));
    } finally {
      ended(active);
    }
  }

  private Ended runIn(CallFolder made) {
    try (CallFolder folder = made) {
      List<String> line =
          program.commandLine(
              verb,
              arguments.apply(folder),
              logged ? Optional.of(folder.logFile()) : Optional.empty());
      long begin = System.nanoTime();
      Process process = start(line, folder);
      int exitCode = await(process, line, folder);
      streams.ended(exitCode != 0);
      return new Ended(
          report(line, folder, OptionalInt.of(exitCode)),
          verb,
          exitCode,
          streams.stdout(),
          streams.stderr(),
          Duration.ofNanos(System.nanoTime() - begin),
          folder.hasPid());
    }
  }

  /**
   * If the call is just being undone, waits for that: the caller may remove next what it needs. The
   * container of {@code run} is over with the call, so that nothing is left to undo later.
   */
  private synchronized void ended(ActiveCalls.Registration active) {
    if (verb.equals("run")) {
      running = Optional.empty();
    }
    active.close();
  }

  private synchronized Process start(List<String> line, CallFolder folder) {
    if (over || ActiveCalls.isOver()) {
      throw notStarted(report(line, folder, OptionalInt.empty()));
    }
    try {
      ProcessBuilder builder = program.process(line).redirectInput(stdin.apply(folder));
      Process process = streams.start(builder);
      running = Optional.of(process);
      written = Optional.of(folder);
      return process;
    } catch (HostCommandException | PseudoTerminalMissingException e) {
      streams.notStarted();
      throw e;
    } catch (IOException e) {
      streams.notStarted();
      throw new RuntimeMissingException(
          "cannot start the runtime; check its path and permissions: "
              + Optional.ofNullable(e.getMessage()).orElse(e.toString()),
          report(line, folder, OptionalInt.empty()),
          e);
    }
  }

  private CallInterruptedException notStarted(CallReport report) {
    streams.notStarted();
    return new CallInterruptedException("not started: the Java process is exiting", report);
  }

  private int await(Process process, List<String> line, CallFolder folder) {
    streams.started(process, folder);
    try {
      if (ends(process)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      stop(process, folder);
      RuntimeFailureException failure =
          abandoned(
              new CallInterruptedException(
                  "interrupted and killed", report(line, folder, OptionalInt.empty())),
              folder);
      Thread.currentThread().interrupt();
      throw failure;
    }
    stop(process, folder);
    if (enough.isPresent() && enough.get().getAsBoolean()) {
      return 0;
    }
    throw abandoned(
        new RuntimeTimedOutException(
            "killed, because it was not done",
            report(line, folder, OptionalInt.empty()),
            deadline,
            streams.stdout(),
            streams.stderr()),
        folder);
  }

  /** Waits for the process' end, the deadline, or the condition; false when it did not end. */
  private boolean ends(Process process) throws InterruptedException {
    if (enough.isEmpty()) {
      return program.patient()
          ? UninterruptedWait.forEnd(process, deadline.limit())
          : process.waitFor(deadline.limit().toNanos(), TimeUnit.NANOSECONDS);
    }
    long end = System.nanoTime() + deadline.limit().toNanos();
    while (System.nanoTime() - end < 0 && !enough.get().getAsBoolean()) {
      if (process.waitFor(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
    return false;
  }

  /** The Java process is ending: nothing may be started any more, and what runs is undone. */
  private synchronized void undo() {
    over = true;
    if (running.isPresent()) {
      CallFolder folder = written.orElseThrow();
      stop(running.get(), folder);
      if (idIsOwn || folder.hasPid()) {
        cleanUp.ifPresent(Runnable::run);
      }
    }
  }

  /**
   * Kills a container that this call makes before the runtime: what forks in it takes the processor
   * from all that is done here, and is not below the runtime any more when that is gone.
   */
  private void stop(Process process, CallFolder folder) {
    OptionalLong first = folder.pid();
    if (cleanUp.isPresent() && containerId.isPresent() && first.isPresent()) {
      ProcessTree.killContainer(process, containerId.get(), first.getAsLong());
    }
    ProcessTree.kill(process);
    streams.ended(false);
  }

  /** Cleans up; what goes wrong with that is added to the failure, which stays the failure. */
  private RuntimeFailureException abandoned(RuntimeFailureException failure, CallFolder folder) {
    if (cleanUp.isPresent() && (idIsOwn || folder.hasPid())) {
      try {
        cleanUp.get().run();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  private CallReport report(List<String> line, CallFolder folder, OptionalInt exitCode) {
    String text = streams.errors().text();
    return new CallReport(
        program.executable(),
        asked.verb(),
        asked.containerId(),
        line,
        exitCode,
        folder.log(),
        text.substring(Math.max(0, text.length() - STDERR_SHOWN)));
  }
}
