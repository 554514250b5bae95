package dev.ocispec.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The terminal of a container that outlives the call that makes it: where the runtime hands it
 * over, and this end of it from then on.
 */
final class HandedTerminal implements AutoCloseable {
  /** Runtimes hand it over before they end; this is for one whose sender is still at it. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** A folder whose path is short on every system. */
  private static final Path SHORT = Path.of("/tmp");

  private static final String NAME = "console";

  private final String name;
  private final PseudoTerminal terminal;
  private final ProcessOptions<?> options;
  private final ConsoleSocket socket;
  private Optional<CallFolder> ownFolder;
  private Optional<TerminalMaster> master = Optional.empty();
  private Optional<Drain> screen = Optional.empty();

  private HandedTerminal(
      String name,
      PseudoTerminal terminal,
      ProcessOptions<?> options,
      ConsoleSocket socket,
      Optional<CallFolder> ownFolder) {
    this.name = name;
    this.terminal = terminal;
    this.options = options;
    this.socket = socket;
    this.ownFolder = ownFolder;
  }

  /**
   * Begins to listen.
   *
   * @param name how its threads' names begin
   * @param folder where the socket is, if its path is not too long for one
   */
  static HandedTerminal open(
      String name,
      PseudoTerminal terminal,
      ProcessOptions<?> options,
      CallFolder folder,
      CallReport call) {
    LibC libc = LibC.load(call);
    terminal.take();
    Optional<CallFolder> ownFolder =
        ConsoleSocket.canHave(folder.file(NAME))
            ? Optional.empty()
            : Optional.of(CallFolder.in(SHORT, call));
    Path path = ownFolder.orElse(folder).file(NAME);
    try {
      return new HandedTerminal(
          name, terminal, options, ConsoleSocket.listen(libc, path), ownFolder);
    } catch (IOException e) {
      ownFolder.ifPresent(CallFolder::close);
      throw new WorkFolderException("cannot listen on the socket " + path, call, e);
    }
  }

  Path socket() {
    return socket.path();
  }

  /**
   * Takes the terminal when the runtime has ended: reading, typing and resizing begin.
   *
   * @throws UnexpectedOutputException when there is none
   */
  synchronized void receive(RuntimeCall.Ended ended, Duration limit) throws InterruptedException {
    TerminalMaster received;
    try {
      received = socket.receive(limit.compareTo(LONGEST_WAIT) < 0 ? limit : LONGEST_WAIT);
    } catch (IOException e) {
      throw new UnexpectedOutputException(
          "the runtime reported success but handed over no terminal on its --console-socket: "
              + e.getMessage(),
          ended.report(),
          e);
    } finally {
      stopListening();
    }
    master = Optional.of(received);
    terminal.attach(received);
    screen =
        Optional.of(
            Drain.start(
                name + "-terminal",
                received::input,
                options.keptBytes(),
                options.stdoutListener()));
    Thread keys = new Thread(() -> terminal.begin(received.output()), name + "-keys");
    keys.setDaemon(true);
    keys.start();
  }

  CapturedOutput output() {
    return screen.map(Drain::captured).orElse(CapturedOutput.EMPTY);
  }

  Stream<Throwable> failures() {
    return screen.flatMap(Drain::failure).stream();
  }

  /** Waits until all was read, the container being gone. */
  void awaitEnd() {
    screen.ifPresent(Drain::awaitEnd);
  }

  /** Ends reading and typing. */
  @Override
  public synchronized void close() {
    terminal.end();
    stopListening();
    master.ifPresent(TerminalMaster::close);
    awaitEnd();
  }

  private void stopListening() {
    socket.close();
    ownFolder.ifPresent(CallFolder::close);
    ownFolder = Optional.empty();
  }
}
