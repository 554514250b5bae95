package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes named pipes, for which Java needs a program. */
public final class NamedPipes {
  private static final long LONGEST_SECONDS = 10;

  private NamedPipes() {}

  /** Makes them, for this user alone. */
  public static void make(List<Path> files) throws IOException {
    List<String> line = new ArrayList<>(List.of("mkfifo", "-m", "600"));
    files.forEach(file -> line.add(file.toString()));
    Process make =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!ends(make) || make.exitValue() != 0) {
      make.destroyForcibly();
      throw new IOException("mkfifo failed");
    }
  }

  /** Waits; an interrupt counts when the pipes are there. */
  private static boolean ends(Process make) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return make.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
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
}
