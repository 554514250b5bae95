package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.host.internal.IdRanges;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Ids of the host that a build has for itself while it runs, so that no other build can signal or
 * trace it, or counts against the same limits of a user.
 *
 * @param build the user and group that the build is on the host
 * @param root the user and group that are root in the build's user namespace, when root starts it;
 *     an ordinary user is root inside itself, and without a user namespace root is
 */
public record HostIds(BuildIds build, BuildIds root) {
  /** How many ids from {@link IdentityRules#ROOTFUL_ID} on are builds'. */
  static final int RESERVED = 65_536;

  private static final BuildIds HOST_ROOT = new BuildIds(0, 0);

  /**
   * {@return the ids at a place of what this user has for builds; empty beyond the end} No two
   * places have an id in common. Place 0 is what builds have that were given no ids of their own.
   *
   * @param host who starts the runtime, and which subordinate ids it has
   * @param userNamespace whether builds have a user namespace: the ids then come from the end of
   *     the subordinate ranges, two for each place; else from 1879149192 on, which are root's to
   *     give
   * @param place 0 or more
   */
  public static Optional<HostIds> at(HostFacts host, boolean userNamespace, int place) {
    if (!userNamespace) {
      long id = IdentityRules.ROOTFUL_ID + place;
      return place < RESERVED && host.confinement().hasUid(id) && host.confinement().hasGid(id)
          ? Optional.of(new HostIds(new BuildIds(id, id), HOST_ROOT))
          : Optional.empty();
    }
    long first = 2L * place;
    Optional<BuildIds> build = pair(host, first);
    Optional<BuildIds> root =
        isHostsRoot(host)
            ? pair(host, first + 1)
            : Optional.of(new BuildIds(host.uid(), host.gid()));
    return build.flatMap(b -> root.map(r -> new HostIds(b, r)));
  }

  private static Optional<BuildIds> pair(HostFacts host, long index) {
    OptionalLong uid = fromTheEnd(host.subordinateUids(), host.uid(), index);
    OptionalLong gid = fromTheEnd(host.subordinateGids(), host.gid(), index);
    return uid.isPresent()
            && gid.isPresent()
            && host.confinement().hasUid(uid.getAsLong())
            && host.confinement().hasGid(gid.getAsLong())
        ? Optional.of(new BuildIds(uid.getAsLong(), gid.getAsLong()))
        : Optional.empty();
  }

  /** Whether builds are started by the machine's root, whose own ids no build gets. */
  static boolean isHostsRoot(HostFacts host) {
    return host.uid() == 0 && host.confinement().isInitial();
  }

  /** The id with so many lent ones after it. */
  static OptionalLong fromTheEnd(List<IdRange> ranges, long own, long index) {
    List<IdRange> usable = IdRanges.usable(ranges, own);
    long left = index;
    for (int i = usable.size() - 1; i >= 0; i--) {
      IdRange range = usable.get(i);
      if (left < range.count()) {
        return OptionalLong.of(range.last() - left);
      }
      left -= range.count();
    }
    return OptionalLong.empty();
  }

  /** Whether these can be a build's in a user namespace that this user makes. */
  boolean areLentTo(HostFacts host) {
    boolean rootIsLent =
        isHostsRoot(host)
            ? areLent(root, host) && root.uid() != build.uid() && root.gid() != build.gid()
            : root.uid() == host.uid() && root.gid() == host.gid();
    return rootIsLent && areLent(build, host);
  }

  private static boolean areLent(BuildIds ids, HostFacts host) {
    return contain(host.subordinateUids(), host.uid(), ids.uid())
        && contain(host.subordinateGids(), host.gid(), ids.gid());
  }

  private static boolean contain(List<IdRange> ranges, long own, long id) {
    return IdRanges.usable(ranges, own).stream().anyMatch(range -> range.contains(id));
  }

  /** Whether these are reserved for builds without a user namespace. */
  boolean areReserved() {
    return isReserved(build.uid()) && isReserved(build.gid()) && root.uid() == 0 && root.gid() == 0;
  }

  private static boolean isReserved(long id) {
    return id >= IdentityRules.ROOTFUL_ID && id < IdentityRules.ROOTFUL_ID + RESERVED;
  }
}
