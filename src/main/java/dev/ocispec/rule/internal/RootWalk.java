package dev.ocispec.rule.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows paths in a folder as a process would whose root that folder is, so that no symbolic link
 * leads out of it.
 */
public final class RootWalk {
  /** As many as the kernel follows. */
  private static final int MOST_LINKS = 40;

  private RootWalk() {}

  /**
   * Where a path leads.
   *
   * @param root the folder
   * @param path the path as the process says it
   * @param followLast whether the last part is followed when it is a symbolic link
   * @return a path on the host, without symbolic links below the root; empty when the links go in a
   *     circle or a part is no folder
   * @throws IOException when nothing is there, or it can't be looked at
   */
  public static Optional<Path> resolve(Path root, String path, boolean followLast)
      throws IOException {
    Deque<String> ahead = new ArrayDeque<>(List.of(path.split("/")));
    Path at = root;
    int links = 0;
    while (!ahead.isEmpty()) {
      String part = ahead.removeFirst();
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        at = at.equals(root) ? root : Objects.requireNonNull(at.getParent());
        continue;
      }
      Path next = at.resolve(part);
      UnixFile file = UnixFile.of(next);
      if (file.isLink() && (followLast || !ahead.isEmpty())) {
        if (++links > MOST_LINKS) {
          return Optional.empty();
        }
        String target = Files.readSymbolicLink(next).toString();
        at = target.startsWith("/") ? root : at;
        List<String> parts = List.of(target.split("/"));
        for (int i = parts.size() - 1; i >= 0; i--) {
          ahead.addFirst(parts.get(i));
        }
      } else if (ahead.isEmpty() || file.isFolder()) {
        at = next;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }
}
