package dev.ocispec.remote;

import dev.ocispec.runtime.OutputListener;
import io.grpc.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file with one stream of an action. */
final class ActionOutput implements OutputListener, AutoCloseable {
  private final Path file;
  private final OutputStream out;

  private ActionOutput(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Makes the file.
   *
   * @throws io.grpc.StatusRuntimeException when something is there
   */
  static ActionOutput create(Path file) throws IOException {
    try {
      return new ActionOutput(
          file,
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (FileAlreadyExistsException e) {
      throw Status.ALREADY_EXISTS
          .withDescription("expected to make a new file, found one at " + file)
          .asRuntimeException();
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
