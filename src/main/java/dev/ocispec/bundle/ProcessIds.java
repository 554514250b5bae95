package dev.ocispec.bundle;

import dev.ocispec.sandbox.BuildIdentity;
import dev.ocispec.spec.LinuxIdMapping;
import java.util.List;
import java.util.OptionalLong;

/**
 * The user and group that a bundle's process runs as, and who they are on this host.
 *
 * @param uid the user in the container
 * @param gid the group in the container
 * @param hostUid the same user on the host
 * @param hostGid the same group on the host
 * @param hostRoot the host's user that is the container's root
 * @param hostRootGroup the host's group that is the group of the container's root
 */
record ProcessIds(
    long uid, long gid, long hostUid, long hostGid, long hostRoot, long hostRootGroup) {
  /**
   * Those of a build. Where a user namespace has no mappings, the runtime chooses them and the ids
   * are taken as the caller's.
   *
   * @throws IdMappingException when mappings are there and leave the process out
   */
  static ProcessIds of(BuildIdentity build, CallerIds caller) {
    long uid = build.ids().uid();
    long gid = build.ids().gid();
    return new ProcessIds(
        uid,
        gid,
        known(build.hostUid(), build.uidMappings(), caller.uid(), "/process/user/uid", uid),
        known(build.hostGid(), build.gidMappings(), caller.gid(), "/process/user/gid", gid),
        build.hostRootUid().orElse(caller.uid()),
        build.hostRootGid().orElse(caller.gid()));
  }

  private static long known(
      OptionalLong onHost, List<LinuxIdMapping> mappings, long own, String pointer, long id) {
    if (onHost.isEmpty() && !mappings.isEmpty()) {
      throw new IdMappingException(pointer, id);
    }
    return onHost.orElse(own);
  }
}
