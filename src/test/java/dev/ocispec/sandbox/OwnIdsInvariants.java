package dev.ocispec.sandbox;

import dev.ocispec.host.DeviceOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Promises about ids of the host that are a build's alone, and groups that it gets besides. */
final class OwnIdsInvariants {
  private OwnIdsInvariants() {}

  /** Whose ids were given, those are the build's on the host, unless it is root inside. */
  static List<String> areTheBuilds(SandboxCase c) {
    boolean fixed = !c.rootless() && c.sandbox().buildIds().isPresent();
    if (c.sandbox().hostIds().isEmpty() || fixed) {
      return List.of();
    }
    BuildIds own = c.sandbox().hostIds().get().build();
    BuildIdentity identity = BuildIdentity.of(c.spec());
    boolean user = c.uid() == 0 || identity.hostUid().equals(OptionalLong.of(own.uid()));
    boolean group = c.gid() == 0 || identity.hostGid().equals(OptionalLong.of(own.gid()));
    return user && group
        ? List.of()
        : List.of("the build is " + identity.hostUid() + ":" + identity.hostGid());
  }

  /** Each belongs to a device that is named by its own path, and none is root's. */
  static List<String> groups(SandboxCase c) {
    List<String> found = new ArrayList<>();
    List<String> named = c.request().constraints().availableReadOnlyPaths();
    for (long group : c.process().user().orElseThrow().additionalGids()) {
      boolean ofDevice =
          named.stream()
              .map(path -> Optional.ofNullable(c.host().deviceOwners().get(path)))
              .flatMap(Optional::stream)
              .map(DeviceOwner::gid)
              .anyMatch(gid -> gid == group);
      if (!ofDevice || group == 0 || c.rootless()) {
        found.add("the build has the group " + group);
      }
    }
    return found;
  }
}
