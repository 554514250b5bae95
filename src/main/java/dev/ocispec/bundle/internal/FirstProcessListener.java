package dev.ocispec.bundle.internal;

import dev.ocispec.host.internal.UninterruptedWait;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Waits on a thread of its own for what a first process reports, and lets it go once that has been
 * heard.
 */
final class FirstProcessListener {
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  private final ServerSocketChannel socket;
  private final Selector selector;
  private final Consumer<FirstProcessReport> heard;
  private final Optional<ProbeJudge> judge;
  private final CompletableFuture<Optional<FirstProcessReport>> report = new CompletableFuture<>();
  private volatile boolean over;
  private volatile Optional<SocketChannel> accepted = Optional.empty();

  private FirstProcessListener(
      ServerSocketChannel socket,
      Selector selector,
      Consumer<FirstProcessReport> heard,
      Optional<ProbeJudge> judge) {
    this.socket = socket;
    this.selector = selector;
    this.heard = heard;
    this.judge = judge;
  }

  /**
   * Begins to listen.
   *
   * @param socket where the first process connects; it does not block
   * @param heard is told the report before the first process is let go
   * @param judge hears a probe before that, where there is one
   */
  static FirstProcessListener start(
      ServerSocketChannel socket, Consumer<FirstProcessReport> heard, Optional<ProbeJudge> judge)
      throws IOException {
    Selector selector = Selector.open();
    try {
      socket.register(selector, SelectionKey.OP_ACCEPT);
      FirstProcessListener listener = new FirstProcessListener(socket, selector, heard, judge);
      Thread thread = new Thread(listener::run, "ocispec-first-process");
      thread.setDaemon(true);
      thread.start();
      return listener;
    } catch (IOException | RuntimeException | Error e) {
      selector.close();
      throw e;
    }
  }

  private void run() {
    try (selector) {
      Optional<FirstProcessReport> said = listen();
      report.complete(said);
    } catch (IOException | RuntimeException | Error e) {
      report.completeExceptionally(e); // Thrown where the report is asked for.
    }
  }

  private Optional<FirstProcessReport> listen() throws IOException {
    boolean last;
    do {
      last = over; // Whoever has connected by now is still accepted.
      try (SocketChannel first = socket.accept()) {
        if (first != null) {
          accepted = Optional.of(first);
          Optional<FirstProcessReport> said = read(first);
          said.ifPresent(heard);
          return said;
        }
      }
      if (!last) {
        selector.select();
        selector.selectedKeys().clear();
      }
    } while (!last);
    return Optional.empty();
  }

  /** Waits for the report, or for the end of a first process that says nothing. */
  private Optional<FirstProcessReport> read(SocketChannel first) throws IOException {
    if (judge.isEmpty()) {
      return report(first);
    }
    judge.get().begins();
    ProbeAnswer answer = ProbeAnswer.read(first, ProbeJudge.LONGEST_ANSWER);
    if (!judge.get().permits(answer)) {
      return Optional.empty(); // That nobody answers is the verdict.
    }
    try {
      first.write(ByteBuffer.wrap(new byte[] {FirstProcessFile.START}));
      return report(first).map(said -> answer.end().map(said::since).orElse(said));
    } catch (IOException e) {
      return Optional.empty(); // It was killed before it took the verdict.
    }
  }

  private static Optional<FirstProcessReport> report(SocketChannel first) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FirstProcessReport.SIZE);
    while (bytes.hasRemaining()) {
      if (first.read(bytes) < 0) {
        return Optional.empty();
      }
    }
    return FirstProcessReport.parse(bytes.array());
  }

  /** Whether a first process has connected. */
  boolean isConnected() {
    return accepted.isPresent();
  }

  /** Waits no longer for anything, and until nothing is done here any more. */
  void abandon() throws IOException {
    close();
    if (accepted.isPresent()) {
      accepted.get().close();
    }
    UninterruptedWait.atMost(
        LAST_WORDS,
        nanos -> {
          try {
            report.get(nanos, TimeUnit.NANOSECONDS);
            return true;
          } catch (ExecutionException | TimeoutException e) {
            return report.isDone();
          }
        });
  }

  /** What was reported, once the container is gone. */
  Optional<FirstProcessReport> report() throws IOException {
    close();
    try {
      return report.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Waits no longer for a first process that has not connected. */
  void close() {
    over = true;
    selector.wakeup();
  }
}
