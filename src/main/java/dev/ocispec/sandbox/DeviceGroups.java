package dev.ocispec.sandbox;

import dev.ocispec.host.DeviceOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The groups of the host by which a build may open the devices that its request names. Only a build
 * without a user namespace can have them: in one they would have to be mapped, and they are not
 * lent. The group of root is never given, since it opens more than devices.
 */
final class DeviceGroups {
  private static final int READ_AND_WRITE = 06;

  private final PlanContext context;
  private final BuildIdentity identity;
  private final SortedSet<Long> groups = new TreeSet<>();

  private DeviceGroups(PlanContext context, BuildIdentity identity) {
    this.context = context;
    this.identity = identity;
  }

  /** The groups, in ascending order; remarks on the devices that stay shut. */
  static List<Long> of(PlanContext context, BuildIdentity identity) {
    DeviceGroups rules = new DeviceGroups(context, identity);
    List<String> paths = context.request().constraints().availableReadOnlyPaths();
    for (int i = 0; i < paths.size(); i++) {
      rules.path(paths.get(i), "/constraints/availableReadOnlyPaths/" + i);
    }
    return List.copyOf(rules.groups);
  }

  /** A device, or a folder with some in it; only by its own name a device is asked for. */
  private void path(String path, String pointer) {
    Map<String, DeviceOwner> owners = new TreeMap<>();
    context
        .host()
        .deviceOwners()
        .forEach(
            (node, owner) -> {
              if (Mounts.isAtOrBelow(node, path)) {
                owners.put(node, owner);
              }
            });
    List<String> shut = new ArrayList<>();
    owners.forEach(
        (node, owner) -> {
          if (!isOpen(owner) && !(node.equals(path) && byGroup(owner))) {
            shut.add(node);
          }
        });
    if (!shut.isEmpty()) {
      String first = shut.get(0);
      context
          .findings()
          .warn(
              SandboxRule.DEVICE,
              pointer,
              message(first, Objects.requireNonNull(owners.get(first)), shut.size() - 1));
    }
  }

  private boolean isOpen(DeviceOwner owner) {
    if (identity.hostUid().isEmpty()) {
      return true; // Whom the runtime makes of it is not known.
    }
    int shift =
        owner.uid() == identity.hostUid().getAsLong()
            ? 6
            : owner.gid() == identity.hostGid().orElse(-1) || groups.contains(owner.gid()) ? 3 : 0;
    return (owner.mode() >> shift & READ_AND_WRITE) == READ_AND_WRITE;
  }

  /** Whether the device's group may be given, and helps. */
  private boolean byGroup(DeviceOwner owner) {
    boolean helps =
        !context.userNamespace()
            && owner.gid() != 0
            && (owner.mode() >> 3 & READ_AND_WRITE) == READ_AND_WRITE;
    if (helps) {
      groups.add(owner.gid());
    }
    return helps;
  }

  private String message(String node, DeviceOwner owner, int others) {
    return "the build can't open "
        + node
        + (others == 0 ? "" : " and " + others + " more devices")
        + " for reading and writing: it belongs to "
        + owner.uid()
        + ":"
        + owner.gid()
        + " with mode "
        + String.format("%04o", owner.mode())
        + ", and the build is "
        + identity.hostUid().getAsLong()
        + ":"
        + identity.hostGid().orElse(-1)
        + " on the host"
        + (context.userNamespace()
            ? ", where a user namespace keeps it from other groups; only rootless runc leaves it"
                + " the caller's"
            : "; name a device itself, and let a group other than root's open it");
  }
}
