package dev.ocispec.service;

import java.io.IOException;

/**
 * Provides the inputs that a request names without a source: this is where a content store plugs
 * in.
 *
 * <p>Called on the build's thread, once for each such input before the run.
 */
@FunctionalInterface
public interface InputProvider {
  /**
   * Makes the input available as a file or folder of the host.
   *
   * @param name the input's name
   * @return where it is, until it is released
   * @throws IOException when it is not available; the build then fails before anything runs
   */
  ProvidedInput materialise(String name) throws IOException;
}
