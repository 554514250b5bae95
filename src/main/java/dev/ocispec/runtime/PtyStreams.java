package dev.ocispec.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The other end of a pseudo-terminal: one stream out, keys in. */
final class PtyStreams implements CallStreams {
  private static final long LOOK_MILLIS = 5;

  private final String name;
  private final PseudoTerminal terminal;
  private final ProcessOptions<?> options;
  private final CallReport call;
  private Optional<Drain> screen = Optional.empty();
  private Optional<Process> program = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();

  PtyStreams(String name, PseudoTerminal terminal, ProcessOptions<?> options, CallReport call) {
    this.name = name;
    this.terminal = terminal;
    this.options = options;
    this.call = call;
  }

  @Override
  public Process start(ProcessBuilder builder) throws IOException {
    return terminal.start(builder, call);
  }

  @Override
  public void started(Process process, CallFolder folder) {
    program = Optional.of(process);
    screen =
        Optional.of(
            Drain.start(
                name + "-terminal",
                process::getInputStream,
                options.keptBytes(),
                options.stdoutListener()));
    Thread keys = new Thread(() -> type(process, folder), name + "-keys");
    keys.setDaemon(true);
    keys.start();
  }

  /**
   * Lets keys through once the container's process is there. The runtime has set this terminal raw
   * by then; before, it would echo what is typed, and a Ctrl-C would end the runtime.
   */
  private void type(Process process, CallFolder folder) {
    try {
      while (!folder.hasPid() && process.isAlive()) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      return; // Nobody but this class has the thread.
    }
    terminal.begin(process.getOutputStream());
  }

  @Override
  public void notStarted() {
    terminal.end();
  }

  @Override
  public synchronized void ended(boolean failed) {
    terminal.end();
    screen.ifPresent(Drain::awaitEnd);
    try {
      if (program.isPresent()) {
        program.get().getOutputStream().close();
        program.get().getInputStream().close();
      }
    } catch (IOException e) {
      failure = Optional.of(new UncheckedIOException("cannot close a pseudo-terminal", e));
    }
    program = Optional.empty();
  }

  @Override
  public CapturedOutput stdout() {
    return screen.map(Drain::captured).orElse(CapturedOutput.EMPTY);
  }

  @Override
  public CapturedOutput stderr() {
    return CapturedOutput.EMPTY;
  }

  /** A runtime writes its own errors on the terminal, too. */
  @Override
  public CapturedOutput errors() {
    return stdout();
  }

  @Override
  public Stream<Throwable> failures() {
    return Stream.concat(screen.flatMap(Drain::failure).stream(), failure.stream());
  }
}
