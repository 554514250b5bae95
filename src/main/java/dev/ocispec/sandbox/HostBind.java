package dev.ocispec.sandbox;

import java.nio.file.Path;

/**
 * Something of the host that a command sees read-only.
 *
 * @param source an absolute path of the host
 * @param destination where the command sees it, an absolute path
 */
public record HostBind(Path source, String destination) {
  /**
   * {@return the same path on both sides}
   *
   * @param path an absolute path of the host
   */
  public static HostBind same(Path path) {
    return new HostBind(path, path.toString());
  }
}
