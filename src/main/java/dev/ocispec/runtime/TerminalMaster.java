package dev.ocispec.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * This program's end of a pseudo-terminal, given by its descriptor. Closing it ends what waits in
 * its streams, before the number of the descriptor becomes another's.
 */
final class TerminalMaster implements AutoCloseable {
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int TIOCGPTN = 0x80045430;
  private static final int TIOCSWINSZ = 0x5414;
  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;
  private static final int POLLHUP = 16;

  /** struct pollfd: descriptor, events, what happened. */
  private static final int POLL_BYTES = 8;

  private static final int HAPPENED = 6;
  private static final int BUFFER_BYTES = 4096;

  private final LibC libc;
  private final int master;

  /** The read end of a pipe that is at its end once this is to be closed. */
  private final int over;

  private final int notOver;

  /** Held for reading by whoever uses the descriptors, so that closing waits for them. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private volatile boolean closed;
  private volatile boolean hungUp;

  private TerminalMaster(LibC libc, int master, int over, int notOver) {
    this.libc = libc;
    this.master = master;
    this.over = over;
    this.notOver = notOver;
  }

  /**
   * Takes the descriptor over.
   *
   * @throws IOException when it is something else, and is closed
   */
  static TerminalMaster of(LibC libc, int descriptor) throws IOException {
    try {
      if (libc.call("ioctl", descriptor, TIOCGPTN, LibC.memory(Integer.BYTES)) < 0) {
        throw new IOException("expected the master of a pseudo-terminal, found another descriptor");
      }
      int flags = libc.require("fcntl", descriptor, F_GETFL, 0);
      libc.require("fcntl", descriptor, F_SETFL, flags | O_NONBLOCK);
      ByteBuffer pipe = LibC.memory(2 * Integer.BYTES);
      libc.require("pipe2", pipe, O_CLOEXEC);
      return new TerminalMaster(libc, descriptor, pipe.getInt(0), pipe.getInt(Integer.BYTES));
    } catch (IOException | RuntimeException e) {
      libc.close(descriptor);
      throw e;
    }
  }

  /** Sets the size, of which the processes on the terminal are told; nothing when it is closed. */
  void resize(int columns, int rows) {
    ByteBuffer size = LibC.memory(4 * Short.BYTES);
    size.putShort((short) rows).putShort((short) columns).clear();
    use.readLock().lock();
    try {
      if (!closed) {
        libc.require("ioctl", master, TIOCSWINSZ, size);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot change a terminal's size", e);
    } finally {
      use.readLock().unlock();
    }
  }

  /** What is written on the terminal, until no process has it any more; for one thread. */
  InputStream input() {
    return new Input();
  }

  /** The keys; fails when no process has the terminal any more. */
  OutputStream output() {
    return new Output();
  }

  private final class Input extends InputStream {
    private final ByteBuffer buffer = LibC.memory(BUFFER_BYTES);

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      use.readLock().lock();
      try {
        int count = next(Math.min(length, BUFFER_BYTES));
        if (count > 0) {
          buffer.get(0, bytes, offset, count);
        }
        return count;
      } finally {
        use.readLock().unlock();
      }
    }

    private int next(int length) throws IOException {
      while (!closed) {
        int count = libc.call("read", master, buffer, (long) length);
        if (count > 0) {
          return count;
        }
        if (count == 0 || count == -LibC.EIO) {
          hungUp = true; // The last process that had the terminal has closed it.
          return -1;
        }
        if (count != -LibC.EAGAIN) {
          throw new IOException("cannot read a terminal: error " + -count + " of Linux");
        }
        await(POLLIN);
      }
      return -1;
    }
  }

  private final class Output extends OutputStream {
    private final ByteBuffer buffer = LibC.memory(BUFFER_BYTES);

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        int some = Math.min(length - done, BUFFER_BYTES);
        buffer.put(0, bytes, offset + done, some);
        done += some(some);
      }
    }

    private int some(int length) throws IOException {
      use.readLock().lock();
      try {
        while (!closed && !hungUp) {
          int count = libc.call("write", master, buffer, (long) length);
          if (count > 0) {
            return count;
          }
          if (count != -LibC.EAGAIN) {
            throw new IOException("cannot write to a terminal: error " + -count + " of Linux");
          }
          hungUp |= (await(POLLOUT) & POLLHUP) != 0;
        }
        throw new IOException("nobody has the terminal any more");
      } finally {
        use.readLock().unlock();
      }
    }
  }

  /** Waits until the terminal is ready, or this is to be closed; what has happened to it. */
  private int await(int events) throws IOException {
    ByteBuffer both = LibC.memory(2 * POLL_BYTES);
    both.putInt(master).putShort((short) events).putShort((short) 0);
    both.putInt(over).putShort((short) POLLIN).putShort((short) 0).clear();
    libc.require("poll", both, 2L, -1);
    return both.getShort(HAPPENED);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    libc.close(notOver);
    use.writeLock().lock();
    try {
      libc.close(master);
      libc.close(over);
    } finally {
      use.writeLock().unlock();
    }
  }
}
