package dev.ocispec.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the command line's builds run in. The same folder for all runs of a user, so that
 * each run removes what a killed one left.
 */
final class BuildsFolder {
  /** On a disk, and to be passed through by everyone: a container's root may be another user. */
  private static final Path PARENT = Path.of("/var/tmp");

  private BuildsFolder() {}

  /** The address of the folder that was named, else of the caller's own. */
  static URI address(@Nullable String named) {
    return URI.create("oci://" + path(named).toUri().getRawPath());
  }

  /** The path of that folder. */
  static Path path(@Nullable String named) {
    return named == null
        ? PARENT.resolve("ocispec-builds-" + Caller.uid())
        : Input.path(named).toAbsolutePath().normalize();
  }
}
