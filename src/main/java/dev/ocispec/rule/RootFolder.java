package dev.ocispec.rule;

import dev.ocispec.rule.internal.RootWalk;
import dev.ocispec.rule.internal.UnixFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A container's root filesystem as it lies in the bundle: paths are followed as the container would
 * follow them, so that no symbolic link leads out of it. What can't be looked at is no answer.
 */
final class RootFolder {
  private final Path root;
  private final Set<String> mounts;

  private RootFolder(Path root, Set<String> mounts) {
    this.root = root;
    this.mounts = mounts;
  }

  /** That of a configuration; empty when there is none that can be looked at. */
  static Optional<RootFolder> of(Subject subject) {
    Set<String> mounts =
        subject.at("mounts").elements().stream()
            .flatMap(mount -> mount.get("destination").asText().stream())
            .map(PathForms::cleaned)
            .collect(Collectors.toSet());
    return folder(subject).filter(Files::isDirectory).map(root -> new RootFolder(root, mounts));
  }

  /** Where {@code root.path} leads from the bundle; empty when there is no such path. */
  static Optional<Path> folder(Subject subject) {
    try {
      return subject
          .at("root", "path")
          .asText()
          .filter(path -> !path.isEmpty())
          .flatMap(path -> subject.bundle().map(bundle -> bundle.toAbsolutePath().resolve(path)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Whether a mount stands at the path or above it, so that another file is seen there. */
  boolean isCovered(String path) {
    String above = PathForms.cleaned(path);
    while (!above.isEmpty()) {
      if (mounts.contains(above)) {
        return true;
      }
      above = above.substring(0, above.lastIndexOf('/'));
    }
    return mounts.contains("/");
  }

  /**
   * What the container would find at a path, all symbolic links followed.
   *
   * @return the file; nothing when none is there or it can't be told
   */
  Optional<UnixFile> find(String path) {
    return look(path, true).flatMap(Look::file);
  }

  /** The same for a path whose last part is not followed when it is a symbolic link. */
  Optional<UnixFile> findUnfollowed(String path) {
    return look(path, false).flatMap(Look::file);
  }

  /** Whether nothing is at a path, beyond doubt. */
  boolean isMissing(String path) {
    return look(path, true).filter(look -> look.file().isEmpty()).isPresent();
  }

  /** What was seen: a file, or surely none. */
  private record Look(Optional<UnixFile> file) {}

  private Optional<Look> look(String path, boolean followLast) {
    try {
      return Optional.of(new Look(walk(path, followLast)));
    } catch (NoSuchFileException e) {
      return Optional.of(new Look(Optional.empty()));
    } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private Optional<UnixFile> walk(String path, boolean followLast) throws IOException {
    Optional<Path> file = RootWalk.resolve(root, path, followLast);
    return file.isEmpty() ? Optional.empty() : Optional.of(UnixFile.of(file.get()));
  }
}
