package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.internal.FileKind;
import dev.ocispec.host.internal.FileTree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * What may be in an output: files, folders, links, and in folders named pipes, unless a digest is
 * to be made, since an archive has none. A socket means nothing without the process that listened,
 * and a device node opens what the sandbox kept shut; what can't be named can't be used. The same
 * holds wherever outputs go, so that it does not depend on the file systems of the host.
 */
final class OutputKinds {
  private OutputKinds() {}

  /** Why what is at {@code place} is no output at all, whatever is in it. */
  static Optional<String> unfit(Path place) {
    try {
      FileKind kind = FileKind.of(place);
      return kind.isContent() ? Optional.empty() : Optional.of("is " + kind);
    } catch (IOException e) {
      throw new BundleAccessException("read", place, e);
    }
  }

  /** Why nothing can be at {@code place}, if the host takes no such path. */
  static Optional<String> unspeakable(Path place) {
    if (FileTree.length(place) > FileTree.LONGEST_PATH) {
      return Optional.of(
          "has a path of "
              + FileTree.length(place)
              + " bytes on the host, which takes no more than "
              + FileTree.LONGEST_PATH);
    }
    for (Path name : place) {
      if (FileTree.length(name) > FileTree.LONGEST_NAME) {
        return Optional.of(
            "has a name of "
                + FileTree.length(name)
                + " bytes in it, and the host takes no more than "
                + FileTree.LONGEST_NAME);
      }
    }
    return Optional.empty();
  }

  /**
   * Looks at all that is in an output.
   *
   * @param path in the container
   * @param place on the host
   * @param digest whether a digest is to be made of it
   * @throws OutputRefusedException when something in it is not to be there
   * @throws CancellationException when the thread is interrupted
   */
  static void check(String path, Path place, boolean digest) {
    try {
      FileTree.walk(
          place,
          (file, attributes) -> {
            if (Thread.currentThread().isInterrupted()) {
              throw new CancellationException("interrupted while looking at " + path);
            }
            if (attributes.isOther()) {
              FileKind kind = FileKind.of(file);
              if (kind != FileKind.PIPE || digest) {
                throw new OutputRefusedException(
                    path,
                    "has "
                        + kind
                        + " at "
                        + place.relativize(file)
                        + (kind == FileKind.PIPE ? ", which has no digest" : ""));
              }
            }
            return true;
          });
    } catch (FileSystemException e) {
      if (FileTree.isPathTooLong(e)) {
        throw new OutputRefusedException(path, "is too deep: " + e.getReason());
      }
      throw new BundleAccessException("read", place, e);
    } catch (IOException e) {
      throw new BundleAccessException("read", place, e);
    }
  }
}
