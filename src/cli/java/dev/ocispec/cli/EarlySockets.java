package dev.ocispec.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/**
 * Has Java get its sockets ready while a command is read and a sandbox is made, which needs one in
 * the end. Java looks in the jar for another provider of them, and for that goes through all the
 * thousands of entries.
 */
final class EarlySockets {
  private EarlySockets() {}

  /** Begins, on a thread of its own. */
  static void begin() {
    Thread thread = new Thread(EarlySockets::open, "ocispec-sockets");
    thread.setDaemon(true);
    thread.start();
  }

  private static void open() {
    try {
      ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException | UnsupportedOperationException e) {
      return; // Whoever opens one that is used hears the same, and tells it.
    }
  }
}
