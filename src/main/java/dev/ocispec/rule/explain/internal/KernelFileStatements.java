package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.KernelFiles;
import dev.ocispec.rule.knowledge.internal.KernelFiles.Meaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files of {@code /proc} and {@code /sys} that are open although engines usually cover them. */
final class KernelFileStatements {
  private static final String MASKED = "/linux/maskedPaths";
  private static final String READ_ONLY = "/linux/readonlyPaths";

  private KernelFileStatements() {}

  static void add(ContainerView container, Statements to) {
    if (container.mountAt("/proc").isEmpty()) {
      to.notable(
          Topic.FILESYSTEM,
          "/mounts",
          "nothing is mounted at /proc, without which runc and crun start no container");
    }
    List<String> masked = container.spec().linux().map(Linux::maskedPaths).orElse(List.of());
    List<String> readOnly = container.spec().linux().map(Linux::readonlyPaths).orElse(List.of());
    hidden(container, masked, to);
    writable(container, masked, readOnly, to);
  }

  private static boolean isThere(ContainerView container, String path) {
    return container.mountAt("/" + path.split("/")[1]).isPresent();
  }

  private static void hidden(ContainerView container, List<String> masked, Statements to) {
    List<Meaning> open = new ArrayList<>(KernelFiles.open(KernelFiles.hidden(), masked));
    open.removeIf(meaning -> !isThere(container, meaning.path()));
    if (open.isEmpty()) {
      if (!masked.isEmpty()) {
        to.plain(Topic.FILESYSTEM, MASKED, "it hides the kernel's files that engines hide");
      }
      return;
    }
    Map<Weight, List<String>> byWeight = new TreeMap<>();
    for (Meaning meaning : open) {
      byWeight
          .computeIfAbsent(KernelFiles.weightIn(container, meaning), weight -> new ArrayList<>())
          .add(meaning.path() + " (" + meaning.opens() + ")");
    }
    byWeight.forEach(
        (weight, paths) ->
            to.add(
                weight,
                Topic.FILESYSTEM,
                MASKED,
                (masked.isEmpty()
                        ? "none of the kernel's files is hidden; where the kernel has them, it sees"
                            + " "
                        : weight == Weight.PLAIN
                            ? "it does not hide what some engines hide: "
                            : "it does not hide what engines usually hide: ")
                    + Words.list(paths)));
  }

  private static void writable(
      ContainerView container, List<String> masked, List<String> readOnly, Statements to) {
    if (container.mountAt("/proc").filter(KernelFileStatements::isReadOnly).isPresent()) {
      return;
    }
    List<String> covered = new ArrayList<>(readOnly);
    covered.addAll(masked);
    List<Meaning> open = KernelFiles.open(KernelFiles.readOnly(), covered);
    open = open.stream().filter(meaning -> isThere(container, meaning.path())).toList();
    if (open.isEmpty()) {
      if (!readOnly.isEmpty()) {
        to.plain(Topic.FILESYSTEM, READ_ONLY, "it makes the kernel's settings in /proc read-only");
      }
      return;
    }
    boolean hostRoot = container.isHostRoot();
    Optional<Weight> weightiest = open.stream().map(Meaning::weight).sorted().findFirst();
    List<String> paths = open.stream().map(m -> m.path() + " (" + m.opens() + ")").toList();
    to.add(
        hostRoot ? weightiest.orElseThrow() : Weight.PLAIN,
        Topic.FILESYSTEM,
        READ_ONLY,
        hostRoot
            ? "as the host's root it can write " + Words.list(paths)
            : "it does not make read-only "
                + Words.list(open.stream().map(Meaning::path).toList())
                + ", whose files, but for settings of its own namespaces, only the host's root can"
                + " write");
  }

  private static boolean isReadOnly(Mount mount) {
    return mount.options().contains("ro") || mount.options().contains("rro");
  }
}
