package dev.ocispec.sandbox;

import dev.ocispec.preset.IdMappings;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The user and group that a build runs as, in the container and on the host.
 *
 * @param ids user and group in the container
 * @param userNamespace whether the container has ids of its own
 * @param uidMappings what its user ids are on the host; empty without user namespace, and for the
 *     profile {@code tvix}, which leaves them to the service
 * @param gidMappings the same for group ids
 */
public record BuildIdentity(
    BuildIds ids,
    boolean userNamespace,
    List<LinuxIdMapping> uidMappings,
    List<LinuxIdMapping> gidMappings) {

  /**
   * Copies the lists.
   *
   * @param ids user and group in the container
   * @param userNamespace whether the container has ids of its own
   * @param uidMappings what its user ids are on the host; empty without user namespace, and for the
   *     profile {@code tvix}, which leaves them to the service
   * @param gidMappings the same for group ids
   */
  public BuildIdentity {
    uidMappings = List.copyOf(uidMappings);
    gidMappings = List.copyOf(gidMappings);
  }

  /**
   * {@return whom a specification runs its process as; root where it does not say}
   *
   * @param spec a specification
   */
  public static BuildIdentity of(Spec spec) {
    Optional<User> user = spec.process().flatMap(ContainerProcess::user);
    BuildIds ids =
        new BuildIds(
            user.map(User::uid).orElse(OptionalLong.empty()).orElse(0),
            user.map(User::gid).orElse(OptionalLong.empty()).orElse(0));
    return spec.linux()
        .filter(BuildIdentity::hasUserNamespace)
        .map(linux -> new BuildIdentity(ids, true, linux.uidMappings(), linux.gidMappings()))
        .orElse(new BuildIdentity(ids, false, List.of(), List.of()));
  }

  private static boolean hasUserNamespace(Linux linux) {
    return linux.namespaces().stream().anyMatch(n -> n.type().equals(LinuxNamespaceType.USER));
  }

  /**
   * {@return the build's user on the host, who must own what the build writes to; empty when the
   * container has ids of its own and nothing says what they are}
   */
  public OptionalLong hostUid() {
    return onHost(ids.uid(), uidMappings);
  }

  /** {@return the build's group on the host; empty when {@link #hostUid()} is} */
  public OptionalLong hostGid() {
    return onHost(ids.gid(), gidMappings);
  }

  /**
   * {@return the user on the host that is root in the container, who must be able to read the
   * bundle and to make mount points in its root folder; empty when {@link #hostUid()} is}
   */
  public OptionalLong hostRootUid() {
    return onHost(0, uidMappings);
  }

  /** {@return the group on the host that is the group of root in the container} */
  public OptionalLong hostRootGid() {
    return onHost(0, gidMappings);
  }

  private OptionalLong onHost(long id, List<LinuxIdMapping> mappings) {
    return userNamespace ? IdMappings.toHost(mappings, id) : OptionalLong.of(id);
  }
}
