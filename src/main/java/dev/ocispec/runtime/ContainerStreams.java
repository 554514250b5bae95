package dev.ocispec.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Named pipes for a container's output, which are read for as long as the container lives, and for
 * its input when that is a stream.
 *
 * <p>Java closes a process' own pipes as soon as the process ends, and the runtime's process ends
 * when the container is created: the container would write into nothing.
 */
final class ContainerStreams implements CallStreams, AutoCloseable {
  private final CallFolder folder;
  private final Optional<File> stdinPipe;
  private final Optional<Feed> stdin;
  private final File stdoutPipe;
  private final File stderrPipe;
  private final Drain stdout;
  private final Drain stderr;
  private final Optional<HandedTerminal> terminal;
  private boolean closed;

  private ContainerStreams(
      String name,
      CallFolder folder,
      ProcessOptions<?> options,
      Optional<HandedTerminal> terminal) {
    this.folder = folder;
    this.terminal = terminal;
    this.stdoutPipe = folder.file("stdout").toFile();
    this.stderrPipe = folder.file("stderr").toFile();
    stdinPipe = options.inputStream().map(in -> folder.file("stdin").toFile());
    folder.makePipes(
        Stream.concat(stdinPipe.stream(), Stream.of(stdoutPipe, stderrPipe))
            .map(File::toPath)
            .toArray(Path[]::new));
    stdin =
        stdinPipe.flatMap(
            pipe ->
                options
                    .inputStream()
                    .map(in -> Feed.start(name + "-stdin", in, () -> new FileOutputStream(pipe))));
    stdout =
        Drain.start(
            name + "-stdout",
            () -> new FileInputStream(stdoutPipe),
            options.keptBytes(),
            terminal.isPresent() ? Optional.empty() : options.stdoutListener());
    stderr =
        Drain.start(
            name + "-stderr",
            () -> new FileInputStream(stderrPipe),
            options.keptBytes(),
            options.stderrListener());
  }

  /**
   * Makes the pipes, and a place for the terminal if there is to be one; then the pipes only have
   * what the runtime itself says.
   *
   * @param name how the threads' names begin
   * @param folder for all of that, which is removed at the end, also when this fails
   */
  static ContainerStreams open(
      String name,
      CallFolder folder,
      ProcessOptions<?> options,
      Optional<PseudoTerminal> terminal,
      CallReport call) {
    Optional<HandedTerminal> handed;
    try {
      handed = terminal.map(one -> HandedTerminal.open(name, one, options, folder, call));
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
    try {
      return new ContainerStreams(name, folder, options, handed);
    } catch (RuntimeException | Error e) {
      handed.ifPresent(HandedTerminal::close);
      throw e;
    }
  }

  /** What the runtime is told of them. */
  List<String> flags() {
    return terminal
        .map(handed -> List.of("--console-socket", handed.socket().toString()))
        .orElse(List.of());
  }

  /** Takes the container's terminal, if it is to have one, when the runtime has made it. */
  void receive(RuntimeCall.Ended ended, Duration limit) throws InterruptedException {
    if (terminal.isPresent()) {
      terminal.get().receive(ended, limit);
    }
  }

  @Override
  public Process start(ProcessBuilder builder) throws IOException {
    stdinPipe.ifPresent(builder::redirectInput);
    return builder.redirectOutput(stdoutPipe).redirectError(stderrPipe).start();
  }

  @Override
  public void started(Process process, CallFolder folder) {
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
    return terminal.map(HandedTerminal::output).orElseGet(stdout::captured);
  }

  @Override
  public CapturedOutput stderr() {
    return stderr.captured();
  }

  @Override
  public Stream<Throwable> failures() {
    return Stream.concat(
        Stream.of(stdout.failure(), stderr.failure(), stdin.flatMap(Feed::failure))
            .flatMap(Optional::stream),
        terminal.stream().flatMap(HandedTerminal::failures));
  }

  /** Waits until all was read, the container being gone. */
  void awaitEnd() {
    List.of(stdout, stderr).forEach(Drain::awaitEnd);
    terminal.ifPresent(HandedTerminal::awaitEnd);
  }

  /** Ends the reading and removes the pipes. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    awaitEnd();
    terminal.ifPresent(HandedTerminal::close);
    stdin.ifPresent(this::wake);
    wake(stdout, stdoutPipe);
    wake(stderr, stderrPipe);
    folder.close();
  }

  /** Lets a writer go that still waits for a reader. */
  private void wake(Feed feed) {
    feed.abandon();
    try { // Opening for both never blocks, and is all that is needed.
      FileChannel.open(
              stdinPipe.orElseThrow().toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE)
          .close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the container's input pipe", e);
    }
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
