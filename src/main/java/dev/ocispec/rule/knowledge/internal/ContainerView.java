package dev.ocispec.rule.knowledge.internal;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxCapabilities;
import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.User;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A configuration as seen by who asks what it means: what follows from several members. */
public final class ContainerView {
  private static final Map<String, String> PROC_NAMES =
      Map.of("network", "net", "mount", "mnt", "cgroup", "cgroup");

  private static final Set<String> OF_FREEBSD =
      Set.of("devfs", "fdescfs", "nullfs", "unionfs", "linprocfs", "linsysfs");

  private final Spec spec;

  private ContainerView(Spec spec) {
    this.spec = spec;
  }

  /** The configuration's view. */
  public static ContainerView of(Spec spec) {
    return new ContainerView(spec);
  }

  /** The configuration. */
  public Spec spec() {
    return spec;
  }

  /** Whether it is about Linux: it says so, or says nothing of any other platform. */
  public boolean isLinux() {
    return spec.linux().isPresent()
        || spec.windows().isEmpty()
            && spec.solaris().isEmpty()
            && spec.zos().isEmpty()
            && spec.freebsd().isEmpty()
            && !hasMountsOfFreebsd();
  }

  /** Whether file systems are mounted that only FreeBSD has. */
  public boolean hasMountsOfFreebsd() {
    return mounts().anyMatch(mount -> mount.type().filter(OF_FREEBSD::contains).isPresent());
  }

  /** Whether there is no user namespace between its ids and the host's. */
  public boolean sharesHostIds() {
    return isLinux() && isHosts("user");
  }

  /** Whether capabilities are judged against the host, and not against a user namespace. */
  public boolean capabilitiesReachHost() {
    return sharesHostIds();
  }

  /** The entry of a namespace type; the first where there are several. */
  public Optional<LinuxNamespace> namespace(String type) {
    return namespaces().stream().filter(entry -> entry.type().text().equals(type)).findFirst();
  }

  /** The entries of {@code linux.namespaces}. */
  public List<LinuxNamespace> namespaces() {
    return spec.linux().map(Linux::namespaces).orElse(List.of());
  }

  /** Whether the container is in the host's namespace of that type. */
  public boolean isHosts(String type) {
    return namespace(type)
        .map(entry -> joinedPath(entry).filter(path -> isHostsPath(type, path)).isPresent())
        .orElse(true);
  }

  /** Whether it gets a new namespace of that type. */
  public boolean isNew(String type) {
    return namespace(type).filter(entry -> joinedPath(entry).isEmpty()).isPresent();
  }

  /** The path of the namespace that an entry joins; empty for a new one. */
  public static Optional<String> joinedPath(LinuxNamespace entry) {
    return entry.path().filter(path -> !path.isEmpty());
  }

  /** Whether a namespace's path is that of the host's first process, or of the runtime itself. */
  public static boolean isHostsPath(String type, String path) {
    String name = PROC_NAMES.getOrDefault(type, type);
    return path.equals("/proc/1/ns/" + name) || path.equals("/proc/self/ns/" + name);
  }

  /** The user; empty when the document has none, or no process. */
  public Optional<User> user() {
    return spec.process().flatMap(ContainerProcess::user);
  }

  /** The user id inside; 0 when the document has none, as runtimes take it. */
  public long uid() {
    return user().map(User::uid).orElse(OptionalLong.empty()).orElse(0);
  }

  /** The group id inside; 0 when the document has none. */
  public long gid() {
    return user().map(User::gid).orElse(OptionalLong.empty()).orElse(0);
  }

  /** Whether the process is root inside. */
  public boolean isRoot() {
    return uid() == 0;
  }

  /** The host's id for one inside; empty where no mapping has it, or its namespace is joined. */
  public OptionalLong hostId(long id, List<LinuxIdMapping> mappings) {
    if (sharesHostIds()) {
      return OptionalLong.of(id);
    }
    if (!isNew("user")) {
      return OptionalLong.empty();
    }
    return mappings.stream()
        .filter(m -> id >= m.containerID() && id - m.containerID() < m.size())
        .mapToLong(m -> m.hostID() + (id - m.containerID()))
        .findFirst();
  }

  /** {@code linux.uidMappings}. */
  public List<LinuxIdMapping> uidMappings() {
    return spec.linux().map(Linux::uidMappings).orElse(List.of());
  }

  /** {@code linux.gidMappings}. */
  public List<LinuxIdMapping> gidMappings() {
    return spec.linux().map(Linux::gidMappings).orElse(List.of());
  }

  /** Whether the process is the host's root: by no user namespace, or by its mapping. */
  public boolean isHostRoot() {
    return hostId(uid(), uidMappings()).equals(OptionalLong.of(0));
  }

  /** Whether its root can be taken for the host's where files decide by owner. */
  public boolean rootIsHostRoot() {
    return hostId(0, uidMappings()).equals(OptionalLong.of(0));
  }

  /** The capability sets; empty when the document has none. */
  public Optional<LinuxCapabilities> capabilities() {
    return spec.process().flatMap(ContainerProcess::capabilities);
  }

  /** Whether {@code process.noNewPrivileges} is true. */
  public boolean noNewPrivileges() {
    return spec.process().flatMap(ContainerProcess::noNewPrivileges).orElse(false);
  }

  /**
   * The names of the capabilities that the process has once its program runs. When root starts a
   * program the kernel gives it the bounding and the inheritable set; anyone else keeps the ambient
   * ones.
   */
  public Set<String> held() {
    if (spec.process().isEmpty()) {
      return Set.of();
    }
    if (capabilities().isEmpty()) {
      return CapabilityMeaning.all().stream()
          .map(CapabilityMeaning::name)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
    LinuxCapabilities sets = capabilities().orElseThrow();
    if (!isRoot()) {
      Set<String> names = names(sets.ambient());
      names.retainAll(names(sets.permitted()));
      names.retainAll(names(sets.inheritable()));
      return names;
    }
    Set<String> names = names(sets.bounding());
    names.addAll(names(sets.inheritable()));
    if (noNewPrivileges()) {
      names.retainAll(names(sets.permitted()));
    }
    return names;
  }

  /** The names that a set-user-ID root program can obtain besides those that are held. */
  public Set<String> obtainable() {
    if (noNewPrivileges() || capabilities().isEmpty()) {
      return Set.of();
    }
    Set<String> names = names(capabilities().orElseThrow().bounding());
    names.removeAll(held());
    return names;
  }

  /** Whether it holds that capability, and the capability reaches the host. */
  public boolean holdsOnHost(String capability) {
    return capabilitiesReachHost() && held().contains(capability);
  }

  private static Set<String> names(List<Capability> set) {
    return set.stream().map(Capability::text).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The mounts at a destination, the last one being what is seen there. */
  public Optional<Mount> mountAt(String destination) {
    return mounts().filter(m -> m.destination().equals(destination)).reduce((a, b) -> b);
  }

  /** The mounts. */
  public Stream<Mount> mounts() {
    return spec.mounts().stream();
  }
}
