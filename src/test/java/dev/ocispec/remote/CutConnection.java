package dev.ocispec.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and an engine, passes on what they say, and cuts them off. */
final class CutConnection implements AutoCloseable {
  private final ServerSocket listening;
  private final int engine;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  CutConnection(URI engine) throws IOException {
    this.engine = engine.getPort();
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accepting", this::accept);
  }

  URI address() {
    return URI.create("reapi+grpc://127.0.0.1:" + listening.getLocalPort());
  }

  /** Ends all connections there are, in the middle of whatever is said; new ones are let in. */
  int cut() {
    int cut = 0;
    for (Socket socket : open) {
      cut += socket.isClosed() ? 0 : 1;
      end(socket);
    }
    open.clear();
    return cut;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), engine);
        open.addAll(List.of(client, server));
        start("to-engine", () -> pass(client, server));
        start("to-client", () -> pass(server, client));
      } catch (IOException e) {
        // The engine is down, or this is over: the client sees a connection that fails.
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // It was cut.
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
