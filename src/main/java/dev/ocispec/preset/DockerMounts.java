package dev.ocispec.preset;

import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.MountOption;
import dev.ocispec.spec.RootfsPropagation;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What docker mounts into a container. */
final class DockerMounts {
  private static final String DEV = "/dev";
  private static final String SHM = "/dev/shm";
  private static final List<String> NETWORK_FILES = List.of("resolv.conf", "hostname", "hosts");
  private static final Set<String> WRITABLE_ANYWAY =
      Set.of("/proc", "/dev/pts", SHM, "/dev/mqueue", DEV);
  private static final Set<MountPropagation> SHARED =
      Set.of(MountPropagation.SHARED, MountPropagation.RSHARED);
  private static final Set<MountPropagation> SLAVE =
      Set.of(MountPropagation.SLAVE, MountPropagation.RSLAVE);

  private final DockerRelease release;
  private final ImmutableEngineChoices choices;
  private final boolean readonlyRoot;

  DockerMounts(DockerRelease release, ImmutableEngineChoices choices, boolean readonlyRoot) {
    this.release = release;
    this.choices = choices;
    this.readonlyRoot = readonlyRoot;
  }

  /** The configuration with the mounts. */
  Spec in(Spec spec) {
    List<Mount> chosen = chosen();
    Set<String> places =
        chosen.stream().map(Mount::destination).collect(Collectors.toUnmodifiableSet());
    List<Mount> all = new ArrayList<>();
    for (Mount mount : ofEngine(spec)) {
      if (!isReplaced(mount, places)) {
        all.add(adapted(mount));
      }
    }
    all.addAll(chosen);
    Spec.Builder builder = spec.toBuilder().mounts(all);
    rootPropagation().ifPresent(kind -> builder.linux(linux -> linux.rootfsPropagation(kind)));
    Spec mounted = builder.build();
    Optional<ResourceOptions.ShmSize> size =
        EngineSteps.last(choices, ResourceOptions.ShmSize.class).findFirst();
    return size.isEmpty() || places.contains(SHM) ? mounted : size.get().applyTo(mounted);
  }

  private List<Mount> ofEngine(Spec spec) {
    return Stream.concat(spec.mounts().stream(), DockerInit.mount(choices).stream()).toList();
  }

  private boolean isReplaced(Mount mount, Set<String> places) {
    String place = mount.destination();
    return places.contains(place)
        || places.contains(DEV) && place.startsWith(DEV + "/")
        || place.equals(SHM) && EngineSteps.has(choices, ResourceOptions.WithoutShm.class);
  }

  /** A mount of every container: whether it can be written depends on options. */
  private Mount adapted(Mount mount) {
    boolean privileged = EngineSteps.has(choices, SecurityOptions.Privileged.class);
    boolean cgroup = mount.type().filter("cgroup"::equals).isPresent();
    if (privileged && (cgroup || mount.destination().equals("/sys"))
        || cgroup && DockerNamespaces.mapped(choices).isPresent()) {
      return mount.toBuilder()
          .options(
              mount.options().stream().filter(option -> !option.equals(MountOption.RO)).toList())
          .build();
    }
    return readonlyRoot
            && !WRITABLE_ANYWAY.contains(mount.destination())
            && !mount.options().contains(MountOption.RO)
        ? mount.toBuilder().addOptions(MountOption.RO).build()
        : mount;
  }

  /** What people and the network mount, the shallow first. */
  private List<Mount> chosen() {
    List<Mount> memory =
        EngineSteps.options(choices, TmpfsMount.class).map(DockerMounts::tmpfs).toList();
    List<Mount> binds =
        Stream.concat(
                EngineSteps.options(choices, BindMount.class)
                    .filter(bind -> !isNetworkFile(bind.choices().destination())),
                networkFiles().stream())
            .map(this::bind)
            .toList();
    List<Mount> shared = sharedMemory();
    List<Mount> all = new ArrayList<>();
    if (release.mountsMemoryFirst()) {
      all.addAll(shared);
      all.addAll(memory);
      all.addAll(binds);
    } else {
      all.addAll(binds);
      all.addAll(shared);
      all.addAll(memory);
    }
    all.sort(Comparator.comparingInt(mount -> mount.destination().split("/", -1).length));
    return all;
  }

  private List<Mount> sharedMemory() {
    return DockerNamespaces.isHost(choices, LinuxNamespaceType.IPC)
        ? List.of(bind(BindMount.of(SHM, SHM)))
        : List.of();
  }

  /** The files of the network; those that people mount there are taken in their place. */
  private List<BindMount> networkFiles() {
    List<BindMount> all = new ArrayList<>();
    for (String name : NETWORK_FILES) {
      Optional<BindMount> chosen =
          EngineSteps.options(choices, BindMount.class)
              .filter(bind -> bind.choices().destination().equals("/etc/" + name))
              .reduce((first, second) -> second);
      chosen
          .or(() -> choices.containerFolder().map(folder -> networkFile(folder, name)))
          .ifPresent(all::add);
    }
    return all;
  }

  private BindMount networkFile(String folder, String name) {
    BindMount bind = BindMount.of(folder + "/" + name, "/etc/" + name);
    return readonlyRoot ? bind.readOnly() : bind;
  }

  private static boolean isNetworkFile(String destination) {
    return NETWORK_FILES.stream().anyMatch(name -> destination.equals("/etc/" + name));
  }

  private static Mount tmpfs(TmpfsMount tmpfs) {
    List<String> options =
        new ArrayList<>(
            List.of(
                MountOption.NOEXEC, MountOption.NOSUID, MountOption.NODEV, MountOption.RPRIVATE));
    options.addAll(tmpfs.options());
    return tmpfs.mount(TmpfsOptions.merged(options));
  }

  private Mount bind(BindMount bind) {
    ImmutableBindMountChoices chosen = bind.choices();
    List<String> options = new ArrayList<>();
    options.add(chosen.recursive() ? MountOption.RBIND : MountOption.BIND);
    if (chosen.access() == BindMount.BindAccess.READ_ONLY && release.readsOnlyRecursively()) {
      options.add(MountOption.RRO);
    } else {
      chosen.access().option().ifPresent(options::add);
    }
    bind.propagation().ifPresent(options::add);
    options.addAll(chosen.options());
    chosen.idmap().ifPresent(options::add);
    return bind.mount(options);
  }

  /** The root has to let events through that a mount below is to receive or send. */
  private Optional<RootfsPropagation> rootPropagation() {
    Set<MountPropagation> kinds =
        EngineSteps.options(choices, BindMount.class)
            .flatMap(bind -> bind.choices().propagation().stream())
            .collect(Collectors.toUnmodifiableSet());
    if (kinds.stream().anyMatch(SHARED::contains)) {
      return Optional.of(RootfsPropagation.SHARED);
    }
    return kinds.stream().anyMatch(SLAVE::contains)
        ? Optional.of(RootfsPropagation.of("rslave"))
        : Optional.empty();
  }
}
