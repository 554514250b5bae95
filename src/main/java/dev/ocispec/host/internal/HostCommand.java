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

  private static Process start(List<String> command, File input) {
    try {
      return HostProcess.of(command).redirectInput(input).redirectErrorStream(true).start();
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
