package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.internal.FileTree;
import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds the symbolic links by which an output refers to something else. Each link is judged by its
 * own words: one that goes on through another link is told of by that one.
 */
final class LeavingLinks {
  private LeavingLinks() {}

  /**
   * Those in one output, sorted.
   *
   * @param output its path in the container
   * @param place where it is on the host
   * @param outputs the paths of all outputs in the container
   */
  static List<LeavingLink> of(String output, Path place, List<String> outputs) {
    List<LeavingLink> found = new ArrayList<>();
    try {
      FileTree.walk(
          place,
          (path, attributes) -> {
            if (attributes.isSymbolicLink()) {
              String below = PathBytes.text(place.relativize(path));
              String link = below.isEmpty() ? output : output + "/" + below;
              String target = PathBytes.text(Files.readSymbolicLink(path));
              if (leaves(link, target, outputs)) {
                found.add(new LeavingLink(link, target));
              }
            }
            return true;
          });
    } catch (IOException e) {
      throw new BundleAccessException("read", place, e);
    }
    found.sort(Comparator.comparing(LeavingLink::path));
    return found;
  }

  /** Whether what {@code target} leads to from a link at {@code link} is in none of the outputs. */
  static boolean leaves(String link, String target, List<String> outputs) {
    Deque<String> names = new ArrayDeque<>();
    if (!target.startsWith("/")) {
      names.addAll(List.of(link.split("/")));
      names.pollLast();
    }
    boolean descended = false;
    for (String name : target.split("/")) {
      if (name.equals("..")) {
        if (descended) {
          return true; // The name before may be a link, and what is above it somewhere else.
        }
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
        descended = true;
      }
    }
    String place = String.join("/", names);
    return outputs.stream().noneMatch(o -> place.equals(o) || place.startsWith(o + "/"));
  }
}
