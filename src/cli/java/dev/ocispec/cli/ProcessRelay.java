package dev.ocispec.cli;

import dev.ocispec.runtime.CallInterruptedException;
import dev.ocispec.runtime.OutputListener;
import dev.ocispec.runtime.ProcessOptions;
import dev.ocispec.runtime.RunResult;
import dev.ocispec.runtime.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code runtime run} and {@code runtime exec} have in common: a process of a container in the
 * place of this one, on its terminal or its streams, and with its exit code.
 */
final class ProcessRelay {
  /** The end of an output, which tells what went wrong; all of it is passed on. */
  private static final int KEPT_BYTES = 64 * 1024;

  /** No limit that anybody waits for. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final CliCommand command;
  private final Thread caller = Thread.currentThread();
  private volatile Optional<OutputException> unwritten = Optional.empty();

  ProcessRelay(CliCommand command) {
    this.command = command;
  }

  static void declare(CliCommand command) {
    RuntimeOptions.declare(command);
    command.flag("--no-terminal", "Use pipes even if the document asks for a terminal.");
    command.option("--timeout", "DURATION", "Time limit, for example 90s; default: none.");
  }

  /** The terminal of this command where there is one that may be used, else pipes. */
  Terminal terminal() {
    return !command.has("--no-terminal") && hasTerminal(command.streams())
        ? Terminal.own()
        : Terminal.none();
  }

  /** Whether this command stands on a terminal, both its input and its results. */
  static boolean hasTerminal(Streams streams) {
    return TerminalStyle.isTerminal(streams) && streams.in() == System.in && Terminal.hasOwn();
  }

  /** Where the process' streams go; its input is ours unless it has the terminal. */
  void connect(ProcessOptions<?> options, boolean onTerminal) {
    options
        .stdout(listener(bytes -> command.streams().write(bytes)))
        .stderr(listener(this::writeError))
        .keepBytes(KEPT_BYTES);
    if (!onTerminal) {
      if (command.streams().in() == System.in) {
        options.inheritStdin();
      } else {
        options.stdin(command.streams().in());
      }
    }
    @Nullable String timeout = command.value("--timeout");
    options.timeout(timeout == null ? FOREVER : DurationOption.parse("--timeout", timeout));
  }

  /** Runs it and returns its exit code. */
  int run(Supplier<RunResult> process) {
    try {
      return process.get().exitCode();
    } catch (CallInterruptedException e) {
      if (unwritten.isPresent()) {
        Thread.interrupted(); // It was the listener below.
        throw unwritten.get();
      }
      throw e;
    }
  }

  private void writeError(byte[] bytes) {
    command.streams().err().write(bytes, 0, bytes.length);
    command.streams().err().flush();
  }

  /** A process whose output goes nowhere is ended, as SIGPIPE would. */
  private OutputListener listener(OutputListener writer) {
    return bytes -> {
      try {
        writer.bytes(bytes);
      } catch (OutputException e) {
        unwritten = Optional.of(e);
        caller.interrupt();
      }
    };
  }
}
