package dev.ocispec.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Named pipes for a container's output, which are read for as long as the container lives.
 *
 * <p>Java closes a process' own pipes as soon as the process ends, and the runtime's process ends
 * when the container is created: the container would write into nothing.
 */
final class ContainerStreams implements CallStreams, AutoCloseable {
  private final CallFolder folder;
  private final File stdoutPipe;
  private final File stderrPipe;
  private final Drain stdout;
  private final Drain stderr;
  private boolean closed;

  ContainerStreams(String name, CallFolder folder, CreateOptions options) {
    this.folder = folder;
    this.stdoutPipe = folder.file("stdout").toFile();
    this.stderrPipe = folder.file("stderr").toFile();
    folder.makePipes(stdoutPipe.toPath(), stderrPipe.toPath());
    stdout =
        Drain.start(
            name + "-stdout",
            () -> new FileInputStream(stdoutPipe),
            options.keptBytes(),
            options.stdoutListener());
    stderr =
        Drain.start(
            name + "-stderr",
            () -> new FileInputStream(stderrPipe),
            options.keptBytes(),
            options.stderrListener());
  }

  @Override
  public void prepare(ProcessBuilder builder) {
    builder.redirectOutput(stdoutPipe);
    builder.redirectError(stderrPipe);
  }

  @Override
  public void started(Process process) {
    // Reading has begun already: the process could not have opened its end otherwise.
  }

  @Override
  public void notStarted() {
    close();
  }

  @Override
  public void ended(boolean failed) {
    if (failed) { // Else the container has the pipes, or is to be removed without delay.
      awaitEnd();
    }
  }

  @Override
  public CapturedOutput stdout() {
    return stdout.captured();
  }

  @Override
  public CapturedOutput stderr() {
    return stderr.captured();
  }

  @Override
  public Stream<Throwable> failures() {
    return Stream.concat(stdout.failure().stream(), stderr.failure().stream());
  }

  /** Waits until all was read, the container being gone. */
  void awaitEnd() {
    List.of(stdout, stderr).forEach(Drain::awaitEnd);
  }

  /** Ends the reading and removes the pipes. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    awaitEnd();
    wake(stdout, stdoutPipe);
    wake(stderr, stderrPipe);
    folder.close();
  }

  /** Lets a reader go that still waits for a writer, or for one that won't write. */
  private static void wake(Drain drain, File pipe) {
    if (drain.isEnded()) {
      return;
    }
    drain.abandon();
    try (RandomAccessFile both = new RandomAccessFile(pipe, "rw")) {
      both.write('\n'); // Opening for both never blocks; the byte wakes a read.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the container's output pipe", e);
    }
    drain.awaitEnd();
  }
}
