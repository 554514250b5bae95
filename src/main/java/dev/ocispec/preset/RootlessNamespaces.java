package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/**
 * The user namespace that makes the caller root of the container, and the other ones.
 *
 * <p>Only a namespace that was made together with that user namespace obeys its root: one of
 * somebody else can't be joined, and without a mount namespace nothing could be mounted.
 */
final class RootlessNamespaces {
  private static final String LIST = "/linux/namespaces";

  private final IdMappings mappings;
  private final RootlessChanges changes;

  RootlessNamespaces(IdMappings mappings, RootlessChanges changes) {
    this.mappings = mappings;
    this.changes = changes;
  }

  /** Whether the container has a namespace of that type that is made for it. */
  static boolean areNew(Spec spec, LinuxNamespaceType type) {
    return spec.linux()
        .filter(
            linux ->
                linux.namespaces().stream()
                    .anyMatch(each -> each.type().equals(type) && each.path().isEmpty()))
        .isPresent();
  }

  Spec apply(Spec spec) {
    Linux before = spec.linux().orElseGet(() -> Linux.builder().build());
    Linux.Builder linux = before.toBuilder();
    List<LinuxNamespace> namespaces = namespaces(before.namespaces());
    if (!namespaces.equals(before.namespaces())) {
      linux.namespaces(namespaces);
    }
    if (!before.uidMappings().equals(mappings.uids())) {
      tellMapping("/linux/uidMappings", "user", before.uidMappings());
      linux.uidMappings(mappings.uids());
    }
    if (!before.gidMappings().equals(mappings.gids())) {
      tellMapping("/linux/gidMappings", "group", before.gidMappings());
      linux.gidMappings(mappings.gids());
    }
    return spec.toBuilder().linux(linux.build()).build();
  }

  private List<LinuxNamespace> namespaces(List<LinuxNamespace> before) {
    List<LinuxNamespace> all = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      LinuxNamespace namespace = before.get(i);
      if (namespace.path().isPresent()) {
        changes.add(
            JsonPointer.parse(LIST).append(i).append("path"),
            "replaced by a new "
                + namespace.type()
                + " namespace: an ordinary user can't join one that belongs to another user"
                + " namespace than the container's");
        all.add(namespace.toBuilder().clearPath().build());
      } else {
        all.add(namespace);
      }
    }
    add(
        all,
        LinuxNamespaceType.USER,
        "only in one of its own an ordinary user may set up a container");
    add(all, LinuxNamespaceType.MOUNT, "an ordinary user can't mount anything in the host's");
    return all;
  }

  private void add(List<LinuxNamespace> all, LinuxNamespaceType type, String why) {
    if (all.stream().noneMatch(namespace -> namespace.type().equals(type))) {
      changes.add(LIST, "added a " + type + " namespace: " + why);
      all.add(LinuxNamespace.builder().type(type).build());
    }
  }

  private void tellMapping(String pointer, String kind, List<LinuxIdMapping> before) {
    changes.add(
        pointer,
        (before.isEmpty() ? "set to" : "replaced by")
            + " the "
            + kind
            + " ids that the caller may map");
  }
}
