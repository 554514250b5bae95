package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.ReadResponse;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** The messages of a download as one stream. */
final class ReceivedBytes extends InputStream {
  private final Iterator<ReadResponse> messages;
  private final String engine;
  private final long most;
  private InputStream piece = InputStream.nullInputStream();
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
  public int read() throws IOException {
    return fill() ? piece.read() : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    return count == 0 ? 0 : fill() ? piece.read(bytes, from, count) : -1;
  }

  @Override
  public int available() throws IOException {
    return piece.available();
  }

  /** Waits for the next message that has bytes; false at the end. */
  private boolean fill() throws IOException {
    while (piece.available() == 0) {
      if (!messages.hasNext()) {
        atEnd = true;
        return false;
      }
      ByteString data = messages.next().getData();
      piece = data.newInput();
      received += data.size();
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
