package dev.ocispec.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Copies a stream to a process' standard input on a thread of its own, piece by piece as it comes,
 * and ends the input where the stream ends. A process that does not read any more is no failure.
 */
final class Feed {
  private final InputStream source;
  private final Sink sink;
  private volatile boolean abandoned;
  private volatile Optional<Throwable> failure = Optional.empty();

  /** Opens the standard input on the copying thread. */
  @FunctionalInterface
  interface Sink {
    OutputStream open() throws IOException;
  }

  private Feed(InputStream source, Sink sink) {
    this.source = source;
    this.sink = sink;
  }

  static Feed start(String name, InputStream source, Sink sink) {
    Feed feed = new Feed(source, sink);
    Thread thread = new Thread(feed::copy, name);
    thread.setDaemon(true);
    thread.start();
    return feed;
  }

  /** What kept the stream from being read. */
  Optional<Throwable> failure() {
    return failure;
  }

  /** Nothing is written any more; a read that waits goes on waiting, which can't be helped. */
  void abandon() {
    abandoned = true;
  }

  private void copy() {
    byte[] buffer = new byte[16 * 1024];
    try (OutputStream out = sink.open()) {
      for (int count = read(buffer); count >= 0 && !abandoned; count = read(buffer)) {
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      abandoned = true; // Nobody reads.
    }
  }

  /** The next piece; the end also when the stream fails, which is then told. */
  private int read(byte[] buffer) {
    if (abandoned) {
      return -1;
    }
    try {
      return source.read(buffer);
    } catch (IOException e) {
      failure =
          Optional.of(new UncheckedIOException("cannot read the standard input of a process", e));
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    return -1;
  }
}
