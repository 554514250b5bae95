package dev.ocispec.cdi;

import dev.ocispec.spec.Mount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;

/** The order of mounts: what is below another one comes after it. */
final class MountOrder {
  /** By the number of names in the destination, then by its bytes; equal ones stay in order. */
  static final Comparator<Mount> PARENTS_FIRST =
      Comparator.comparingInt((Mount mount) -> depth(mount.destination()))
          .thenComparing(
              mount -> mount.destination().getBytes(StandardCharsets.UTF_8),
              Arrays::compareUnsigned);

  private MountOrder() {}

  /** How many slashes the path has without those that mean nothing; the root has one. */
  private static int depth(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/")) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return path.startsWith("/") ? Math.max(1, names.size()) : Math.max(0, names.size() - 1);
  }
}
