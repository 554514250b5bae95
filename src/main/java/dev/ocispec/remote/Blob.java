package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.ocispec.remote.protocol.internal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Something to be sent: either bytes at hand, or a file that is read when it is sent. */
interface Blob {
  /** What the engine knows it by. */
  Digest digest();

  /** Its bytes from there on; to be closed. */
  InputStream open(long from) throws IOException;

  static Blob of(ByteString bytes) {
    return new Bytes(Sha256.of(bytes), bytes);
  }

  static Blob of(MessageLite message) {
    return of(message.toByteString());
  }

  /** Bytes at hand. */
  record Bytes(Digest digest, ByteString bytes) implements Blob {
    @Override
    public InputStream open(long from) {
      return bytes.substring((int) from).newInput();
    }
  }

  /** A file of this machine. */
  record Contents(Digest digest, Path file) implements Blob {
    @Override
    public InputStream open(long from) throws IOException {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return Channels.newInputStream(channel.position(from));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }
}
