package dev.ocispec.service;

import java.io.IOException;
import java.nio.file.Path;

/** An input that an {@link InputProvider} made available for one build. */
public interface ProvidedInput extends AutoCloseable {
  /**
   * {@return where it is: a file or folder, absolute} A symbolic link is refused, because it could
   * expose any host path to the build.
   */
  Path path();

  /**
   * Called once when the build no longer needs the input, however it ended. Afterwards the path may
   * be gone.
   */
  @Override
  void close() throws IOException;

  /**
   * {@return an input at a path that needs no release}
   *
   * @param path a file or folder of the host
   */
  static ProvidedInput of(Path path) {
    return new ProvidedInput() {
      @Override
      public Path path() {
        return path;
      }

      @Override
      public void close() {
        // There is nothing to release.
      }
    };
  }
}
