package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ReadResponse;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import java.io.InputStream;
import java.util.Iterator;

/** The messages of a download as one stream. */
final class ReceivedBytes extends InputStream {
  private final Iterator<ReadResponse> messages;
  private final String engine;
  private final long most;
  private ByteString piece = ByteString.EMPTY;
  private int taken;
  private long received;
  private boolean atEnd;

  /** More than {@code most} bytes from the engine are a fault of it. */
  ReceivedBytes(Iterator<ReadResponse> messages, String engine, long most) {
    this.messages = messages;
    this.engine = engine;
    this.most = most;
  }

  /** Whether it was read to its end. */
  boolean isAtEnd() {
    return atEnd;
  }

  @Override
  public int read() {
    return fill() ? piece.byteAt(taken++) & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int count) {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int some = Math.min(count, piece.size() - taken);
    piece.copyTo(bytes, taken, from, some);
    taken += some;
    return some;
  }

  @Override
  public int available() {
    return piece.size() - taken;
  }

  /** Waits for the next message that has bytes; false at the end. */
  private boolean fill() {
    while (taken == piece.size()) {
      if (!messages.hasNext()) {
        atEnd = true;
        return false;
      }
      piece = messages.next().getData();
      taken = 0;
      received += piece.size();
      if (received > most) {
        throw new EngineException(
            ReasonCode.ENGINE_FAILED,
            "the engine " + engine + " gave more than " + most + " bytes for a compressed blob",
            null);
      }
    }
    return true;
  }
}
