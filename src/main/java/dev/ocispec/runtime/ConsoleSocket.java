package dev.ocispec.runtime;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The socket on which a runtime hands over the terminal of a container: one message with one
 * descriptor, the master of a pseudo-terminal.
 */
final class ConsoleSocket implements AutoCloseable {
  /** How many bytes the path of a Unix socket may have. */
  static final int LONGEST_PATH = 107;

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;

  /** More than the 253 descriptors that Linux lets a message have. */
  private static final int CONTROL_BYTES = 2048;

  private static final int CONTROL_HEADER = 16;
  private static final int NAME_BYTES = 4096;
  private static final long LOOK_MILLIS = 5;

  private final LibC libc;
  private final Path path;
  private final int listener;
  private boolean closed;

  private ConsoleSocket(LibC libc, Path path, int listener) {
    this.libc = libc;
    this.path = path;
    this.listener = listener;
  }

  /** Whether a socket can have that path, and all programs take it for the same one. */
  static boolean canHave(Path path) {
    String text = path.toString();
    return text.length() <= LONGEST_PATH && StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }

  /** Listens; the file of the socket is whoever's who has the folder. */
  static ConsoleSocket listen(LibC libc, Path path) throws IOException {
    byte[] name = path.toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer address = LibC.memory(Short.BYTES + LONGEST_PATH + 1);
    address.putShort((short) AF_UNIX).put(name).clear();
    int socket = libc.require("socket", AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    try {
      libc.require("bind", socket, address, address.capacity());
      libc.require("listen", socket, 1);
      return new ConsoleSocket(libc, path, socket);
    } catch (IOException | RuntimeException e) {
      libc.close(socket);
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /**
   * Waits for the terminal.
   *
   * @throws IOException when none came in time, or something else
   */
  TerminalMaster receive(Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    int connection =
        await(
            () -> libc.call("accept4", listener, 0L, 0L, SOCK_NONBLOCK | SOCK_CLOEXEC),
            end,
            "nobody connected within " + limit.toMillis() + " ms");
    try {
      return TerminalMaster.of(libc, descriptor(connection, end));
    } finally {
      libc.close(connection);
    }
  }

  private int descriptor(int connection, long end) throws IOException, InterruptedException {
    // struct iovec: base, length
    ByteBuffer name = LibC.memory(NAME_BYTES);
    ByteBuffer part = LibC.memory(2 * Long.BYTES);
    part.putLong(libc.address(name)).putLong(NAME_BYTES).clear();
    // struct msghdr: address and its length, parts and their number, control and its length, flags
    ByteBuffer control = LibC.memory(CONTROL_BYTES);
    ByteBuffer message = LibC.memory(7 * Long.BYTES);
    message.putLong(0).putLong(0).putLong(libc.address(part)).putLong(1);
    int controlLength = message.position() + Long.BYTES;
    message.putLong(libc.address(control)).putLong(CONTROL_BYTES).putLong(0).clear();
    await(
        () -> libc.call("recvmsg", connection, message, MSG_CMSG_CLOEXEC),
        end,
        "a connection came, and no message on it in time");
    Reference.reachabilityFence(name);
    Reference.reachabilityFence(part);
    List<Integer> found = descriptors(control.limit(message.getInt(controlLength)));
    if (found.size() != 1) {
      found.forEach(libc::close);
      throw new IOException("expected a message with 1 descriptor, found " + found.size());
    }
    return found.get(0);
  }

  /** All descriptors in the control messages, each of them a length, level, type and content. */
  private static List<Integer> descriptors(ByteBuffer control) {
    List<Integer> found = new ArrayList<>();
    int at = 0;
    while (control.limit() - at >= CONTROL_HEADER) {
      int length = control.getInt(at);
      if (length < CONTROL_HEADER || length > control.limit() - at) {
        break;
      }
      if (control.getInt(at + 8) == SOL_SOCKET && control.getInt(at + 12) == SCM_RIGHTS) {
        for (int i = at + CONTROL_HEADER; i + Integer.BYTES <= at + length; i += Integer.BYTES) {
          found.add(control.getInt(i));
        }
      }
      at += (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }
    return found;
  }

  /** A call that doesn't wait. */
  private interface Attempt {
    int result();
  }

  private static int await(Attempt attempt, long end, String inVain)
      throws IOException, InterruptedException {
    int result = attempt.result();
    while (result == -LibC.EAGAIN) {
      if (System.nanoTime() - end >= 0) {
        throw new IOException(inVain);
      }
      Thread.sleep(LOOK_MILLIS);
      result = attempt.result();
    }
    if (result < 0) {
      throw new IOException("receiving failed with error " + -result + " of Linux");
    }
    return result;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      libc.close(listener);
    }
  }
}
