package dev.ocispec.sandbox;

import dev.ocispec.host.RootTree;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.spec.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a root file system that comes from a folder of the host. The container's root stays
 * a folder of the bundle, so that no mount point is ever made in the host's folder; each folder at
 * the top of that is mounted in it. Where the sandbox has to add something, and in {@code /etc} it
 * always has, an overlay shows both.
 */
final class RootFileSystem {
  /** What the sandbox has of its own, in any root file system. */
  private static final Set<String> OWN = Set.of("proc", "sys", "dev", "tmp");

  /** The folder with the accounts, which every build has of its own. */
  private static final String ACCOUNTS = "/etc/passwd";

  private RootFileSystem() {}

  /** Whether the shell that is asked for is the root file system's own. */
  static boolean hasShell(PlanContext context) {
    return tree(context).map(RootTree::shell).orElse(false);
  }

  /**
   * The mounts of a sandbox, in no order, together with those of the root file system; their places
   * are where they really lie in it.
   */
  static List<Mount> under(List<Mount> mounts, PlanContext context, OverlayMounts overlays) {
    Optional<Path> folder = context.request().constraints().rootFs();
    if (folder.isEmpty()) {
      return mounts;
    }
    Optional<RootTree> tree = tree(context);
    if (tree.isEmpty()) {
      context
          .findings()
          .refuse(
              SandboxRule.ROOT_FS,
              "/constraints/rootFs",
              "expected to know what lies in " + folder.get() + ", found no facts about it",
              "add TreeFacts.of(…) to the facts of the host");
      return mounts;
    }
    List<Mount> all = new ArrayList<>();
    for (Mount mount : mounts) {
      String place = tree.get().resolve(mount.destination());
      all.add(mount.toBuilder().destination(place).build());
    }
    all.addAll(parts(all, tree.get(), context, overlays));
    return all;
  }

  private static List<Mount> parts(
      List<Mount> others, RootTree tree, PlanContext context, OverlayMounts overlays) {
    Set<String> taken = new HashSet<>();
    others.forEach(mount -> taken.add(mount.destination()));
    Set<String> opened = new HashSet<>(Set.of(top(ACCOUNTS)));
    others.forEach(mount -> opened.add(top(mount.destination())));
    opened.add(top(tree.resolve(RequestProcess.workingDirectory(context.request()))));
    context
        .request()
        .additionalFiles()
        .forEach(file -> opened.add(top(tree.resolve("/" + file.path()))));
    List<Mount> parts = new ArrayList<>();
    for (String name : tree.folders()) {
      String place = "/" + name;
      if (OWN.contains(name) || taken.contains(place)) {
        continue;
      }
      if (OverlayMounts.overRoot(context.request())) {
        parts.add(overlays.writable(place));
      } else {
        parts.add(opened.contains(place) ? overlays.readOnly(place) : bind(context, place));
      }
    }
    for (String name : tree.files()) {
      if (!taken.contains("/" + name)) {
        parts.add(bind(context, "/" + name));
      }
    }
    return parts;
  }

  private static Mount bind(PlanContext context, String place) {
    return RequestMounts.ofHost(context, place, OverlayLayout.lower(context.request(), place));
  }

  /** The folder at the top that a path lies in. */
  private static String top(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end);
  }

  private static Optional<RootTree> tree(PlanContext context) {
    return context
        .request()
        .constraints()
        .rootFs()
        .flatMap(
            folder ->
                Optional.ofNullable(context.host().trees().roots().get(PathBytes.text(folder))));
  }
}
