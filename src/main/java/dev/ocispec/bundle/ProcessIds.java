package dev.ocispec.bundle;

import dev.ocispec.preset.IdMappings;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The user and group that a specification runs its process as.
 *
 * @param uid the user in the container
 * @param gid the group in the container
 * @param hostUid the same user on the host
 * @param hostGid the same group on the host
 * @param hostRoot the host's user that is the container's root
 */
record ProcessIds(long uid, long gid, long hostUid, long hostGid, long hostRoot) {
  /**
   * Those of {@code spec}. Where a user namespace has no mappings, the runtime chooses them and the
   * ids are taken as the caller's, {@code callerUid} and {@code callerGid}.
   *
   * @throws IdMappingException when mappings are there and leave the process out
   */
  static ProcessIds of(Spec spec, long callerUid, long callerGid) {
    var user = spec.process().flatMap(ContainerProcess::user);
    long uid = user.map(u -> u.uid()).orElse(OptionalLong.empty()).orElse(0);
    long gid = user.map(u -> u.gid()).orElse(OptionalLong.empty()).orElse(0);
    Optional<Linux> namespaced =
        spec.linux()
            .filter(
                linux ->
                    linux.namespaces().stream()
                        .anyMatch(n -> n.type().equals(LinuxNamespaceType.USER)));
    if (namespaced.isEmpty()) {
      return new ProcessIds(uid, gid, uid, gid, 0);
    }
    List<LinuxIdMapping> uids = namespaced.get().uidMappings();
    List<LinuxIdMapping> gids = namespaced.get().gidMappings();
    return new ProcessIds(
        uid,
        gid,
        uids.isEmpty() ? callerUid : mapped(uids, uid, "/process/user/uid"),
        gids.isEmpty() ? callerGid : mapped(gids, gid, "/process/user/gid"),
        uids.isEmpty() ? callerUid : IdMappings.toHost(uids, 0).orElse(callerUid));
  }

  private static long mapped(List<LinuxIdMapping> mappings, long id, String pointer) {
    return IdMappings.toHost(mappings, id).orElseThrow(() -> new IdMappingException(pointer, id));
  }
}
