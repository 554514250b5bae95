package dev.ocispec.bundle.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Waits on a thread of its own for what a first process reports, and lets it go once that has been
 * heard.
 */
final class FirstProcessListener {
  private final ServerSocketChannel socket;
  private final Selector selector;
  private final Consumer<FirstProcessReport> heard;
  private final CompletableFuture<Optional<FirstProcessReport>> report = new CompletableFuture<>();
  private volatile boolean over;

  private FirstProcessListener(
      ServerSocketChannel socket, Selector selector, Consumer<FirstProcessReport> heard) {
    this.socket = socket;
    this.selector = selector;
    this.heard = heard;
  }

  /**
   * Begins to listen.
   *
   * @param socket where the first process connects; it does not block
   * @param heard is told the report before the first process is let go
   */
  static FirstProcessListener start(ServerSocketChannel socket, Consumer<FirstProcessReport> heard)
      throws IOException {
    Selector selector = Selector.open();
    try {
      socket.register(selector, SelectionKey.OP_ACCEPT);
      FirstProcessListener listener = new FirstProcessListener(socket, selector, heard);
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
  private static Optional<FirstProcessReport> read(SocketChannel first) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FirstProcessReport.SIZE);
    while (bytes.hasRemaining()) {
      if (first.read(bytes) < 0) {
        return Optional.empty();
      }
    }
    return FirstProcessReport.parse(bytes.array());
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
      throw e;
    }
  }

  /** Waits no longer for a first process that has not connected. */
  void close() {
    over = true;
    selector.wakeup();
  }
}
