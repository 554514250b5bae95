package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows symbolic links in a folder as a process does whose root it is: what is absolute starts at
 * the folder, and {@code ..} never leaves it.
 */
public final class TreeLinks {
  /** The kernel follows no more. */
  private static final int MOST_LINKS = 40;

  private TreeLinks() {}

  /** The file that a path leads to; empty when it leads nowhere, or to something else. */
  public static Optional<Path> file(Path root, String path) throws IOException {
    Deque<String> rest = new ArrayDeque<>(List.of(path.split("/")));
    Deque<String> done = new ArrayDeque<>();
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.pop();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        done.pollLast();
        continue;
      }
      done.addLast(name);
      Path at = PathBytes.resolve(root, String.join("/", done));
      if (Files.isSymbolicLink(at)) {
        if (++links > MOST_LINKS) {
          return Optional.empty();
        }
        String target = PathBytes.text(Files.readSymbolicLink(at));
        done.removeLast();
        if (target.startsWith("/")) {
          done.clear();
        }
        List<String> parts = List.of(target.split("/"));
        for (int i = parts.size() - 1; i >= 0; i--) {
          rest.push(parts.get(i));
        }
      }
    }
    Path end = PathBytes.resolve(root, String.join("/", done));
    return Files.isRegularFile(end, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(end)
        : Optional.empty();
  }
}
