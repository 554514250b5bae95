package dev.ocispec.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A terminal whose other end is this program: it types and reads what a person would, for a
 * terminal in a browser, a test, or a log with colours. Needs pty4j on the class path ({@code
 * org.jetbrains.pty4j:pty4j}, which this library does not bring); without it the call throws {@link
 * PseudoTerminalMissingException}.
 *
 * <p>{@code create}, too, takes it. It is then the container's own terminal and not a copy: the
 * size is right from the beginning, and each change reaches the processes with every runtime. It
 * works until the container is closed, on Linux for x86-64 and AArch64.
 *
 * <p>What the container writes, standard output and standard error alike, reaches the options'
 * {@code stdout} listener as it is written, and {@link RunResult#stdout()} or {@link
 * Container#stdout()}; {@code stderr} has what the runtime itself says, after {@code run} and
 * {@code exec} nothing. What is {@linkplain #write written} here are the container's keys; its own
 * terminal makes echo, lines and signals of them. Each is for one call. All methods can be called
 * from several threads.
 */
public final class PseudoTerminal extends Terminal {
  private static final int MAX_SIZE = 0xFFFF;

  private final Object typing = new Object();
  private final ByteArrayOutputStream early = new ByteArrayOutputStream();
  private int columns;
  private int rows;
  private boolean taken;
  private Optional<Window> window = Optional.empty();
  private Optional<OutputStream> keys = Optional.empty();
  private volatile boolean over;

  /** What is told of a new size. */
  @FunctionalInterface
  interface Window {
    void resize(int columns, int rows);
  }

  /**
   * A terminal of that size, which goes before the document's {@code consoleSize}.
   *
   * @param columns characters in a line, 1 to 65535
   * @param rows lines, 1 to 65535
   * @throws IllegalArgumentException when one is out of range
   */
  public PseudoTerminal(int columns, int rows) {
    this.columns = checked(columns);
    this.rows = checked(rows);
  }

  /**
   * Changes the size: the container's programs get SIGWINCH, as when a window is resized.
   *
   * @param newColumns characters in a line, 1 to 65535
   * @param newRows lines, 1 to 65535
   * @throws IllegalArgumentException when one is out of range
   */
  public synchronized void resize(int newColumns, int newRows) {
    columns = checked(newColumns);
    rows = checked(newRows);
    if (!over) {
      window.ifPresent(there -> there.resize(columns, rows));
    }
  }

  /**
   * Types these bytes. Before the container's process has begun they are kept for it; afterwards
   * this waits while the process doesn't read. A container that is created keeps them itself, as
   * keys that are typed ahead: up to 4095 bytes, before it is started and whenever it doesn't read.
   *
   * @param bytes for instance 3 for Ctrl-C, 4 for the end of the input
   * @return whether there is still someone to type for; when the call has ended, nothing is done
   */
  public boolean write(byte[] bytes) {
    synchronized (typing) {
      if (over) {
        return false;
      }
      if (keys.isEmpty()) {
        early.writeBytes(bytes);
        return true;
      }
      try {
        keys.get().write(bytes);
        keys.get().flush();
        return true;
      } catch (IOException e) {
        return false; // The other side has gone: the same as a moment later.
      }
    }
  }

  /**
   * Types this text, as UTF-8.
   *
   * @param text for instance {@code "ls\n"}
   * @return whether there is still someone to type for
   */
  public boolean write(String text) {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  boolean isThere() {
    return true;
  }

  @Override
  synchronized Optional<TerminalSize> size() {
    return Optional.of(new TerminalSize(columns, rows));
  }

  @Override
  CallStreams streams(String name, ProcessOptions<?> options, CallReport call) {
    Pty4j.require(call);
    take();
    return new PtyStreams(name, this, options, call);
  }

  @Override
  Optional<PseudoTerminal> handedOver(String where, CallReport call) {
    return Optional.of(this);
  }

  /** From now on it is a call's. */
  synchronized void take() {
    if (taken) {
      throw new IllegalStateException("a PseudoTerminal is for one call; make a new one");
    }
    taken = true;
  }

  /** Starts the runtime on it. */
  synchronized PtyProgram start(ProcessBuilder builder, CallReport call) throws IOException {
    PtyProgram started = PtyProgram.start(builder, columns, rows, call);
    window = Optional.of(started::resize);
    return started;
  }

  /** Gives a terminal that is there already its size. */
  synchronized void attach(TerminalMaster master) {
    window = Optional.of(master::resize);
    master.resize(columns, rows);
  }

  /** The container's process is there: what was typed before reaches it, and what comes now. */
  void begin(OutputStream input) {
    synchronized (typing) {
      keys = Optional.of(input);
      byte[] bytes = early.toByteArray();
      early.reset();
      if (bytes.length > 0) {
        write(bytes);
      }
    }
  }

  /** Nothing is typed or resized any more. */
  void end() {
    over = true;
  }

  private static int checked(int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a terminal's size is from 1 to 65535 characters, found " + size);
    }
    return size;
  }
}
