package dev.ocispec.host.internal;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.OverlayKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out by trying which kinds of overlay work in a folder: that depends on the kernel, on the
 * file system there, on who asks, and on what a container around this process lets through.
 *
 * <p>A trial mounts in a mount namespace of its own, which ends with it. The answer for a file
 * system is remembered as long as this process lives.
 */
public final class OverlayTrial {
  private static final Map<String, Set<OverlayKind>> ANSWERS = new ConcurrentHashMap<>();
  private static final List<String> SEARCHED =
      List.of("/usr/bin/", "/bin/", "/usr/local/bin/", "/usr/sbin/", "/run/current-system/sw/bin/");

  private OverlayTrial() {}

  /** The kinds that work for this process in {@code folder}, which must be writable. */
  public static Set<OverlayKind> in(Path folder, boolean root) throws IOException {
    String key = Files.getAttribute(folder, "unix:dev") + " " + root;
    Set<OverlayKind> known = ANSWERS.get(key);
    if (known == null) {
      known = tried(folder, root);
      ANSWERS.put(key, known);
    }
    return known;
  }

  private static Set<OverlayKind> tried(Path folder, boolean root) throws IOException {
    Set<OverlayKind> kinds = EnumSet.noneOf(OverlayKind.class);
    Path place = Files.createTempDirectory(folder, ".ocispec-overlay-");
    try {
      List<String> layers = List.of("lower", "upper", "work", "merged");
      for (String layer : layers) {
        Files.createDirectory(place.resolve(layer));
      }
      if (root && mounts(place, OverlayMountOptions.KERNEL, List.of())) {
        kinds.add(OverlayKind.KERNEL);
      }
      if (mounts(place, OverlayMountOptions.USER_NAMESPACE, List.of("--user", "--map-root-user"))) {
        kinds.add(OverlayKind.USER_NAMESPACE);
      }
      if (hasFuse()) {
        kinds.add(OverlayKind.FUSE);
      }
    } finally {
      HostCommand.run(List.of("rm", "-rf", "--", place.toString()));
    }
    return Collections.unmodifiableSet(kinds);
  }

  private static boolean mounts(Path place, List<String> more, List<String> namespaces) {
    List<String> options =
        OverlayMountOptions.of(
            List.of(place.resolve("lower").toString()),
            place.resolve("upper").toString(),
            place.resolve("work").toString(),
            more);
    List<String> command = new ArrayList<>(List.of("unshare"));
    command.addAll(namespaces);
    command.addAll(List.of("--mount", "--propagation", "private", "--", "mount", "-t", "overlay"));
    command.addAll(List.of("overlay", "-o", String.join(",", options)));
    command.add(place.resolve("merged").toString());
    try {
      HostCommand.run(command);
      return true;
    } catch (HostCommandException e) {
      return false; // That it fails is the answer.
    }
  }

  /** Whether there is a program for it, and this process may open the device that it serves. */
  private static boolean hasFuse() {
    Path device = Path.of("/dev/fuse");
    return Files.isReadable(device)
        && Files.isWritable(device)
        && SEARCHED.stream().anyMatch(f -> Files.isExecutable(Path.of(f + "fuse-overlayfs")));
  }
}
