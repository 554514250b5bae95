package dev.ocispec.service;

import dev.ocispec.runtime.OutputListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One stream of a command on its way to a listener: its bytes as they come, then its lines, which
 * are kept as well. Nothing is told once it has ended.
 */
final class LogLines implements OutputListener {
  private final Consumer<byte[]> bytes;
  private final Consumer<String> line;
  private final LogTail tail;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean ended;

  LogLines(Consumer<byte[]> bytes, Consumer<String> line, LogTail tail) {
    this.bytes = bytes;
    this.line = line;
    this.tail = tail;
  }

  @Override
  public void bytes(byte[] next) {
    List<byte[]> lines = cut(next);
    if (!isEnded()) {
      bytes.accept(next);
      lines.forEach(this::give);
    }
  }

  /** A last line without line feed is a line as well. */
  @Override
  public void end() {
    byte[] rest = close();
    if (rest.length > 0) {
      give(rest);
    }
  }

  private void give(byte[] piece) {
    int length = piece.length;
    if (piece[length - 1] == '\n') {
      length--;
    }
    line.accept(new String(piece, 0, length, StandardCharsets.UTF_8));
  }

  /** The lines that are whole now, each with its line feed if it has one. */
  private synchronized List<byte[]> cut(byte[] next) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < next.length && !ended; i++) {
      if (next[i] == '\n') {
        lines.add(take(next, from, i + 1));
        from = i + 1;
      } else if (begun.size() + i - from >= BuildListener.LONGEST_LINE
          && (next[i] & 0xC0) != 0x80) {
        lines.add(take(next, from, i));
        from = i;
      }
    }
    begun.write(next, from, next.length - from);
    return lines;
  }

  private byte[] take(byte[] next, int from, int to) {
    begun.write(next, from, to - from);
    byte[] piece = begun.toByteArray();
    begun.reset();
    tail.add(piece);
    return piece;
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  private synchronized byte[] close() {
    if (ended) {
      return new byte[0];
    }
    ended = true;
    return take(new byte[0], 0, 0);
  }
}
