package dev.ocispec.host;

import java.util.List;
import java.util.Set;

/**
 * What holds this process already, and so whatever it starts: a container that it runs in, the
 * mounts that it was given, a security module.
 *
 * @param uids the user ids that exist in its own user namespace
 * @param gids the group ids that exist there
 * @param coveredProc what is mounted over parts of {@code /proc}, by absolute path; {@code /proc}
 *     itself when it is read-only. As long as there is any, the kernel lets nobody mount a new one
 *     in a user namespace
 * @param bundleFlags the flags of the file system that containers are made on, of {@code ro},
 *     {@code nosuid}, {@code nodev} and {@code noexec}
 * @param appArmor whether AppArmor restricts the user namespaces of ordinary users
 */
public record Confinement(
    List<IdRange> uids,
    List<IdRange> gids,
    Set<String> coveredProc,
    Set<String> bundleFlags,
    boolean appArmor) {
  private static final List<IdRange> ALL = List.of(new IdRange(0, IdRange.LAST_ID + 1));

  /** Nothing: the machine's own user namespace, with all of {@code /proc}. */
  public static final Confinement NONE = new Confinement(ALL, ALL, Set.of(), Set.of(), false);

  /**
   * Copies the collections.
   *
   * @param uids the user ids that exist in its own user namespace
   * @param gids the group ids that exist there
   * @param coveredProc what is mounted over parts of {@code /proc}
   * @param bundleFlags the flags of the file system that containers are made on
   * @param appArmor whether AppArmor restricts the user namespaces of ordinary users
   */
  public Confinement {
    uids = List.copyOf(uids);
    gids = List.copyOf(gids);
    coveredProc = Set.copyOf(coveredProc);
    bundleFlags = Set.copyOf(bundleFlags);
  }

  /** {@return whether all ids exist, so that root is the machine's} */
  public boolean isInitial() {
    return uids.size() == 1
        && uids.get(0).first() == 0
        && uids.get(0).count() == IdRange.LAST_ID + 1;
  }

  /**
   * {@return whether there is such a user}
   *
   * @param id a user id
   */
  public boolean hasUid(long id) {
    return uids.stream().anyMatch(range -> range.contains(id));
  }

  /**
   * {@return whether there is such a group}
   *
   * @param id a group id
   */
  public boolean hasGid(long id) {
    return gids.stream().anyMatch(range -> range.contains(id));
  }

  /** {@return whether there is any user, and any group, besides root's} */
  public boolean hasOthers() {
    return last(uids) > 0 && last(gids) > 0;
  }

  /** {@return the highest user id} */
  public long lastUid() {
    return last(uids);
  }

  /** {@return the highest group id} */
  public long lastGid() {
    return last(gids);
  }

  /**
   * {@return the same with other flags of the file system that containers are made on}
   *
   * @param flags the flags
   */
  public Confinement withBundleFlags(Set<String> flags) {
    return new Confinement(uids, gids, coveredProc, flags, appArmor);
  }

  private static long last(List<IdRange> ranges) {
    return ranges.stream().mapToLong(IdRange::last).max().orElse(0);
  }
}
