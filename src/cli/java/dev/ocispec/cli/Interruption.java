package dev.ocispec.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when the process is asked to end (Ctrl-C, SIGTERM) while a command works: the
 * command is told to stop, and the process ends when it has, with its result and its exit code.
 */
final class Interruption {
  private static final long LIMIT_SECONDS = 90;
  private static final CountDownLatch ENDED = new CountDownLatch(1);
  private static volatile int exitCode = ExitCode.NO;

  private final Thread hook;

  private Interruption(Runnable stop) {
    hook = new Thread(() -> stop(stop), "ocispec-interrupted");
  }

  /** Until it ends, {@code stop} is called when the process is asked to end. */
  static Interruption during(Runnable stop) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** The command has ended and its output has been written. */
  static void ended(int code) {
    exitCode = code;
    ENDED.countDown();
  }

  /** The command no longer needs to be told. */
  void end() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook waits for the command's exit code.
      return;
    }
  }

  private static void stop(Runnable stop) {
    stop.run();
    try {
      if (ENDED.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
