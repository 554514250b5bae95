package dev.ocispec.preset;

import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.Optional;

/** Which namespaces of Linux a container has, shares or joins. See namespaces(7). */
public final class NamespaceOptions {
  private NamespaceOptions() {}

  /**
   * {@return the host's namespace of that kind: none in the configuration} For {@link
   * LinuxNamespaceType#UTS} the host and domain name go too, which only a namespace of its own can
   * have; for {@link LinuxNamespaceType#USER} the id mappings.
   *
   * @param type the kind
   */
  public static ContainerOption host(LinuxNamespaceType type) {
    return new NamespaceChoice(type, Sharing.HOST, Optional.empty());
  }

  /**
   * {@return a new namespace of that kind}
   *
   * @param type the kind
   */
  public static ContainerOption own(LinuxNamespaceType type) {
    return new NamespaceChoice(type, Sharing.OWN, Optional.empty());
  }

  /**
   * {@return the namespace of that kind that is at {@code path}}
   *
   * @param type the kind
   * @param path an absolute path of the host, for instance {@code /proc/1/ns/net}
   */
  public static ContainerOption joined(LinuxNamespaceType type, String path) {
    return new NamespaceChoice(type, Sharing.JOINED, Optional.of(path));
  }

  /**
   * {@return a new user namespace with these ids}
   *
   * @param mappings the ids of the host that the container gets
   */
  public static ContainerOption mapped(IdMappings mappings) {
    return new MappedIds(mappings);
  }

  /**
   * {@return that domain name, which needs a UTS namespace of the container's own}
   *
   * @param name the NIS domain name
   */
  public static ContainerOption domainname(String name) {
    return new DomainName(name);
  }

  /** The domain name. */
  record DomainName(String name) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return spec.toBuilder().domainname(name).build();
    }
  }

  /** Whose namespace it is. */
  enum Sharing {
    HOST,
    OWN,
    JOINED
  }

  /** A namespace of a container. */
  record NamespaceChoice(LinuxNamespaceType type, Sharing sharing, Optional<String> path)
      implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      if (sharing == Sharing.HOST) {
        return shared(spec);
      }
      return SpecEdits.linux(
          spec,
          linux ->
              linux.putNamespace(
                  namespace -> {
                    namespace.type(type);
                    path.ifPresent(namespace::path);
                  }));
    }

    private Spec shared(Spec spec) {
      Spec.Builder builder = spec.toBuilder().linux(linux -> linux.removeNamespace(type));
      if (type.equals(LinuxNamespaceType.UTS)) {
        builder.clearHostname().clearDomainname();
      }
      if (type.equals(LinuxNamespaceType.USER)) {
        builder.linux(linux -> linux.clearUidMappings().clearGidMappings());
      }
      return builder.build();
    }
  }

  /** A user namespace. */
  record MappedIds(IdMappings mappings) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.linux(
          spec,
          linux ->
              linux
                  .putNamespace(LinuxNamespaceType.USER)
                  .uidMappings(mappings.uids())
                  .gidMappings(mappings.gids()));
    }
  }
}
