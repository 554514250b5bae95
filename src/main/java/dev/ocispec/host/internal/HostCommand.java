package dev.ocispec.host.internal;

import dev.ocispec.host.HostCommandException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Runs a program of the host to its end: no shell, no input, output drained, with a deadline.
 *
 * <p>An interrupt does not stop it, since what it does is a clean-up or short; the thread's
 * interrupt status is kept.
 */
public final class HostCommand {
  private static final int KEPT = 4096;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private HostCommand() {}

  /**
   * Runs it.
   *
   * @throws HostCommandException when it is missing, fails or does not end in time
   */
  public static void run(List<String> command) {
    run(command, new File("/dev/null"));
  }

  /**
   * Runs it with a file as its input, which this process opens.
   *
   * @throws HostCommandException when it is missing, fails or does not end in time
   */
  public static void run(List<String> command, File input) {
    Process process = start(command, input);
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(
            () -> drain(process.getInputStream()), task -> new Thread(task).start());
    if (!UninterruptedWait.forEnd(process, LIMIT)) {
      process.destroyForcibly();
      throw new HostCommandException(
          command, "did not end within " + LIMIT.toMinutes() + " minutes", null);
    }
    String text = output.join().strip();
    if (process.exitValue() != 0) {
      throw new HostCommandException(
          command,
          "failed with exit code " + process.exitValue() + (text.isEmpty() ? "" : ": " + text),
          null);
    }
  }

  /**
   * What it prints to standard output, the first 4 KiB of it, whatever its exit code is: for
   * programs that look at something which changes meanwhile, and complain of that.
   *
   * @throws HostCommandException when it is missing or does not end in time
   */
  public static String output(List<String> command) {
    File nothing = new File("/dev/null");
    Process process = start(command, nothing, builder -> builder.redirectError(nothing));
    String text = drain(process.getInputStream());
    if (!UninterruptedWait.forEnd(process, LIMIT)) {
      process.destroyForcibly();
      throw new HostCommandException(
          command, "did not end within " + LIMIT.toMinutes() + " minutes", null);
    }
    return text;
  }

  private static Process start(List<String> command, File input) {
    return start(command, input, builder -> builder.redirectErrorStream(true));
  }

  private static Process start(
      List<String> command, File input, UnaryOperator<ProcessBuilder> errors) {
    try {
      return errors.apply(HostProcess.of(command).redirectInput(input)).start();
    } catch (IOException e) {
      throw new HostCommandException(command, "cannot be started: " + e.getMessage(), e);
    }
  }

  private static String drain(InputStream in) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[KEPT];
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        kept.write(buffer, 0, Math.min(count, KEPT - kept.size()));
      }
    } catch (IOException e) {
      return "(its output cannot be read: " + e.getMessage() + ")";
    }
    return kept.toString(StandardCharsets.UTF_8);
  }
}
