package dev.ocispec.remote;

import dev.ocispec.host.internal.PathBytes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Paths of requests, relative to a folder that none of them may leave, not through links either.
 */
final class ActionPaths {
  private final Path root;

  /** {@code root} is a real path. */
  ActionPaths(Path root) {
    this.root = root;
  }

  /**
   * A folder that is there.
   *
   * @param what what it is, for messages
   */
  Path folder(String what, String path) {
    Path place = place(what, path);
    try {
      Path real = place.toRealPath();
      if (!real.startsWith(root)) {
        throw leaves(what, path);
      }
      if (Files.isDirectory(real)) {
        return real;
      }
    } catch (IOException e) {
      throw invalid(what, path, "is not there");
    }
    throw invalid(what, path, "is no folder");
  }

  /** A file that is not there yet, in a folder that is. */
  Path newFile(String what, String path) {
    Path place = place(what, path);
    if (place.equals(root)) {
      throw invalid(what, path, "is the folder itself");
    }
    try {
      Path folder = Objects.requireNonNull(place.getParent()).toRealPath();
      if (!folder.startsWith(root)) {
        throw leaves(what, path);
      }
      return folder.resolve(place.getFileName());
    } catch (IOException e) {
      throw invalid(what, path, "is in a folder that is not there");
    }
  }

  /** Whether something is there. */
  boolean exists(String what, String path) {
    return Files.exists(place(what, path), LinkOption.NOFOLLOW_LINKS);
  }

  /** By its text alone: not absolute, and never above where it starts. */
  private Path place(String what, String path) {
    if (path.startsWith("/") || path.indexOf('\0') >= 0) {
      throw leaves(what, path);
    }
    int depth = 0;
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        depth--;
      } else if (!part.isEmpty() && !part.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        throw leaves(what, path);
      }
    }
    return path.isEmpty() ? root : PathBytes.resolve(root, path).normalize();
  }

  private static StatusRuntimeException leaves(String what, String path) {
    return invalid(what, path, "leaves the folder that it has to be in");
  }

  private static StatusRuntimeException invalid(String what, String path, String found) {
    return Status.INVALID_ARGUMENT
        .withDescription("the " + what + " \"" + path + "\" " + found)
        .asRuntimeException();
  }
}
