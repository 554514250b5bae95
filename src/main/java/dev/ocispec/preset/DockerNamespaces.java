package dev.ocispec.preset;

import dev.ocispec.preset.NamespaceOptions.MappedIds;
import dev.ocispec.preset.NamespaceOptions.NamespaceChoice;
import dev.ocispec.preset.NamespaceOptions.Sharing;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.Optional;
import java.util.stream.Stream;

/** The namespaces of a container of docker. */
final class DockerNamespaces {
  private static final String HOST_NETWORK = "/var/run/docker/netns/default";
  private static final String PINGS = "net.ipv4.ping_group_range";
  private static final String PORTS = "net.ipv4.ip_unprivileged_port_start";

  private final DockerRelease release;
  private final ImmutableEngineChoices choices;

  DockerNamespaces(DockerRelease release, ImmutableEngineChoices choices) {
    this.release = release;
    this.choices = choices;
  }

  /** The id mappings, unless the host's user namespace is chosen. */
  static Optional<IdMappings> mapped(ImmutableEngineChoices choices) {
    return isHost(choices, LinuxNamespaceType.USER)
        ? Optional.empty()
        : EngineSteps.last(choices, MappedIds.class).map(MappedIds::mappings).findFirst();
  }

  /** Whether the host's namespace of that kind is chosen. */
  static boolean isHost(ImmutableEngineChoices choices, LinuxNamespaceType type) {
    return chosen(choices, type).anyMatch(choice -> choice.sharing() == Sharing.HOST);
  }

  /** Whether the container has a namespace of that kind of its own. */
  static boolean isOwn(ImmutableEngineChoices choices, LinuxNamespaceType type) {
    return chosen(choices, type).allMatch(choice -> choice.sharing() == Sharing.OWN);
  }

  /** The configuration with the namespaces, and with what of it depends on them. */
  Spec in(Spec spec) {
    Optional<IdMappings> mappings = mapped(choices);
    Spec mapped = mappings.map(ids -> new MappedIds(ids).applyTo(spec)).orElse(spec);
    Spec shared = mapped;
    for (LinuxNamespaceType type : LinuxNamespaceType.known()) {
      if (!type.equals(LinuxNamespaceType.USER) && !type.equals(LinuxNamespaceType.CGROUP)) {
        shared = with(shared, type, mappings.isPresent());
      }
    }
    return withSysctls(withCgroup(shared), mappings.isPresent());
  }

  private Spec with(Spec spec, LinuxNamespaceType type, boolean mapped) {
    Spec result = spec;
    for (NamespaceChoice choice : chosen(choices, type).toList()) {
      boolean hostNetwork =
          type.equals(LinuxNamespaceType.NETWORK) && choice.sharing() == Sharing.HOST;
      result =
          hostNetwork && release.joinsHostNetwork()
              ? NamespaceOptions.joined(type, HOST_NETWORK).applyTo(result)
              : choice.applyTo(result);
      if (mapped && choice.path().isPresent()) {
        result = withSameUsers(result, choice.path().get());
      }
    }
    return result;
  }

  /** A namespace can be joined only from the user namespace that it belongs to. */
  private static Spec withSameUsers(Spec spec, String path) {
    int end = path.lastIndexOf('/');
    return path.matches("/proc/[0-9]+/ns/[a-z]+")
        ? NamespaceOptions.joined(LinuxNamespaceType.USER, path.substring(0, end) + "/user")
            .applyTo(spec)
        : spec;
  }

  /** With control groups of version 2 the container has its own view of them. */
  private Spec withCgroup(Spec spec) {
    LinuxNamespaceType type = LinuxNamespaceType.CGROUP;
    boolean own =
        choices.host().cgroupVersion() == 2
            ? !isHost(choices, type)
            : chosen(choices, type).anyMatch(choice -> choice.sharing() == Sharing.OWN);
    return own ? NamespaceOptions.own(type).applyTo(spec) : spec;
  }

  /** The parameters of the network are set only where the network is the container's own. */
  private Spec withSysctls(Spec spec, boolean mapped) {
    boolean own = isOwn(choices, LinuxNamespaceType.NETWORK);
    Spec pings = own && !mapped ? spec : without(spec, PINGS);
    return own ? pings : without(pings, PORTS);
  }

  private static Spec without(Spec spec, String sysctl) {
    return SpecEdits.linux(spec, linux -> linux.removeSysctl(sysctl));
  }

  private static Stream<NamespaceChoice> chosen(
      ImmutableEngineChoices choices, LinuxNamespaceType type) {
    return EngineSteps.options(choices, NamespaceChoice.class)
        .filter(choice -> choice.type().equals(type))
        .reduce((first, second) -> second)
        .stream();
  }
}
