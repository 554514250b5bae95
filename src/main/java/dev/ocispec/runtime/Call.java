package dev.ocispec.runtime;

import dev.ocispec.host.internal.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One run of the runtime's program for one verb, from start to end, deadline or interrupt. */
final class Call {
  private static final int STDERR_SHOWN = 64 * 1024;
  private static final Duration LOOK = Duration.ofMillis(50);

  private final RuntimeProgram program;
  private final String verb;
  private final Optional<String> containerId;
  private final Duration timeout;
  private final CallStreams streams;
  private Function<CallFolder, List<String>> arguments = folder -> List.of();
  private Stdin stdin = Stdin.EMPTY;
  private Optional<Runnable> cleanUp = Optional.empty();
  private Optional<BooleanSupplier> enough = Optional.empty();
  private boolean logged = true;
  private boolean patient;
  private Optional<Process> running = Optional.empty();
  private boolean over;

  Call(
      RuntimeProgram program,
      String verb,
      Optional<String> containerId,
      Duration timeout,
      CallStreams streams) {
    this.program = program;
    this.verb = verb;
    this.containerId = containerId;
    this.timeout = timeout;
    this.streams = streams;
  }

  Call arguments(List<String> all) {
    return arguments(folder -> all);
  }

  Call arguments(Function<CallFolder, List<String>> of) {
    arguments = of;
    return this;
  }

  Call stdin(Stdin source) {
    stdin = source;
    return this;
  }

  /** What removes the traces when the runtime had to be killed. */
  Call cleanUp(Runnable action) {
    cleanUp = Optional.of(action);
    return this;
  }

  /** When to end a program that does not end by itself; that counts as success. */
  Call until(BooleanSupplier condition) {
    enough = Optional.of(condition);
    return this;
  }

  /** Heeds an interrupt of the thread only when the call is done: for cleaning up. */
  Call patient() {
    patient = true;
    return this;
  }

  /** Without log file, for what is an option and not a verb. */
  Call unlogged() {
    logged = false;
    return this;
  }

  /**
   * Runs the program to its end.
   *
   * @throws RuntimeMissingException when it can't be started
   * @throws RuntimeTimedOutException when the deadline passes
   * @throws CallInterruptedException when the thread is interrupted
   */
  EndedCall run() {
    ActiveCalls.Entry entry = ActiveCalls.enter(this::undo);
    try (CallFolder folder = CallFolder.in(program.workFolder(), notRun())) {
      List<String> line =
          program.commandLine(
              verb,
              arguments.apply(folder),
              logged ? Optional.of(folder.logFile()) : Optional.empty());
      long begin = System.nanoTime();
      Process process = start(line, folder);
      int exitCode = await(process, line, folder);
      streams.ended();
      return new EndedCall(
          report(line, folder, OptionalInt.of(exitCode)),
          exitCode,
          streams.stdout(),
          streams.stderr(),
          Duration.ofNanos(System.nanoTime() - begin),
          folder.hasPid());
    } finally {
      entry.close();
    }
  }

  private int await(Process process, List<String> line, CallFolder folder) {
    streams.started(process);
    try {
      if (ends(process)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      stop(process);
      RuntimeFailureException failure =
          abandoned(
              new CallInterruptedException(
                  "interrupted, and therefore killed", report(line, folder, OptionalInt.empty())));
      Thread.currentThread().interrupt();
      throw failure;
    }
    stop(process);
    if (enough.isPresent() && enough.get().getAsBoolean()) {
      return 0;
    }
    throw abandoned(
        new RuntimeTimedOutException(
            "killed, because it was not done",
            report(line, folder, OptionalInt.empty()),
            timeout,
            streams.stdout(),
            streams.stderr()));
  }

  /** Waits for the process' end, the deadline, or the condition; false when it did not end. */
  private boolean ends(Process process) throws InterruptedException {
    if (enough.isEmpty()) {
      return patient ? endsPatiently(process) : waitFor(process, timeout);
    }
    long deadline = System.nanoTime() + Durations.nanos(timeout);
    while (System.nanoTime() - deadline < 0 && !enough.get().getAsBoolean()) {
      if (waitFor(process, LOOK)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsPatiently(Process process) {
    long deadline = System.nanoTime() + Durations.nanos(timeout);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return waitFor(process, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean waitFor(Process process, Duration limit) throws InterruptedException {
    return process.waitFor(Durations.nanos(limit), TimeUnit.NANOSECONDS);
  }

  private synchronized Process start(List<String> line, CallFolder folder) {
    if (over || ActiveCalls.isOver()) {
      streams.notStarted();
      throw new CallInterruptedException(
          "not begun, because the Java process is ending",
          report(line, folder, OptionalInt.empty()));
    }
    try {
      ProcessBuilder builder = program.process(line).redirectInput(stdin.redirect(folder));
      streams.prepare(builder);
      Process process = builder.start();
      running = Optional.of(process);
      return process;
    } catch (IOException e) {
      streams.notStarted();
      throw Failures.notStarted(e, report(line, folder, OptionalInt.empty()));
    }
  }

  /** The Java process is ending: nothing may be started any more, and what runs is undone. */
  private synchronized void undo() {
    over = true;
    if (running.isPresent()) {
      stop(running.get());
      cleanUp.ifPresent(Runnable::run);
    }
  }

  private void stop(Process process) {
    ProcessTree.kill(process);
    streams.ended();
  }

  /** Cleans up; what goes wrong with that is added to the failure, which stays the failure. */
  private RuntimeFailureException abandoned(RuntimeFailureException failure) {
    if (cleanUp.isPresent()) {
      try {
        cleanUp.get().run();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }

  private CallReport notRun() {
    return CallReport.notRun(program.executable(), verb, containerId);
  }

  private CallReport report(List<String> line, CallFolder folder, OptionalInt exitCode) {
    String text = streams.stderr().text();
    return new CallReport(
        program.executable(),
        verb,
        containerId,
        line,
        exitCode,
        folder.log(),
        text.substring(Math.max(0, text.length() - STDERR_SHOWN)));
  }
}
