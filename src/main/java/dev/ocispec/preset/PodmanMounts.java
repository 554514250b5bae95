package dev.ocispec.preset;

import dev.ocispec.image.ImageUser;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.MountOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The mounts that podman writes. */
record PodmanMounts(PodmanRun run) {
  private static final String SHM = "/dev/shm";
  private static final List<String> WRITABLE_IN_READONLY = List.of("/run", "/tmp", "/var/tmp");
  private static final List<String> OF_SYSTEMD =
      List.of("/run", "/run/lock", "/tmp", "/var/log/journal");

  /** All mounts; one that is below another comes after it. */
  List<Mount> all() {
    Map<String, Mount> mounts = new LinkedHashMap<>();
    chosen().forEach(mount -> mounts.put(mount.destination(), mount));
    boolean ownDev = mounts.containsKey("/dev");
    new PodmanKernelMounts(run)
        .all().stream()
            .filter(mount -> !ownDev || !mount.destination().startsWith("/dev/"))
            .forEach(mount -> mounts.putIfAbsent(mount.destination(), mount));
    boolean ownRun = mounts.containsKey("/run") && !run.version().isFive();
    files().stream()
        .filter(mount -> !ownRun || !mount.destination().equals("/run/.containerenv"))
        .forEach(mount -> mounts.putIfAbsent(mount.destination(), mount));
    if (run.has(PodmanOptions.Systemd.class)) {
      systemd().forEach(mount -> mounts.putIfAbsent(mount.destination(), mount));
    }
    return mounts.values().stream().sorted(Comparator.comparingInt(PodmanMounts::depth)).toList();
  }

  private static int depth(Mount mount) {
    return (int) mount.destination().chars().filter(c -> c == '/').count();
  }

  private List<Mount> chosen() {
    List<Mount> mounts = new ArrayList<>();
    run.all(BindMount.class).map(this::bind).forEach(mounts::add);
    run.all(TmpfsMount.class)
        .map(tmpfs -> tmpfs.mount(completed(PodmanMountOptions.Kind.TMPFS, owned(tmpfs))))
        .forEach(mounts::add);
    run.last(ProgramOptions.InitProgram.class)
        .map(init -> init(init.hostPath(), init.containerPath()))
        .ifPresent(mounts::add);
    run.all(PodmanOptions.Volume.class)
        .map(volume -> volume(volume.destination(), volume.source(), volume.options()))
        .forEach(mounts::add);
    run.all(PodmanOptions.Overlay.class).map(PodmanOptions.Overlay::mount).forEach(mounts::add);
    imageVolumes(mounts);
    if (run.readonly() && run.readonlyTmpfs()) {
      WRITABLE_IN_READONLY.stream()
          .filter(path -> mounts.stream().noneMatch(m -> m.destination().equals(path)))
          .map(PodmanMounts::memory)
          .forEach(mounts::add);
    }
    return mounts;
  }

  /** With the user as the owner, where podman was asked for it. */
  private List<String> owned(TmpfsMount tmpfs) {
    ImageUser user = new PodmanProcess(run).ids();
    List<String> owner = List.of("uid=" + user.uid().orElse(0L), "gid=" + user.gid());
    return tmpfs.options().stream()
        .flatMap(option -> option.equals("U") ? owner.stream() : Stream.of(option))
        .toList();
  }

  private Mount bind(BindMount bind) {
    ImmutableBindMountChoices choices = bind.choices();
    List<String> options = new ArrayList<>();
    choices.propagation().map(MountPropagation::option).ifPresent(options::add);
    choices.access().option().ifPresent(options::add);
    options.addAll(choices.options());
    if (!choices.recursive()) {
      options.add(MountOption.BIND);
    }
    List<String> completed = completed(PodmanMountOptions.Kind.BIND, options);
    return choices.idmap().isEmpty() && !options.contains(MountOption.IDMAP)
        ? bind.mount(completed)
        : new PodmanIdMappedMount(run, choices).mount(completed);
  }

  private Mount init(String source, String destination) {
    return mount(
        destination,
        source,
        completed(PodmanMountOptions.Kind.BIND, List.of(MountOption.BIND, MountOption.RO)));
  }

  private Mount volume(String destination, String source, List<String> options) {
    return mount(destination, source, completed(PodmanMountOptions.Kind.VOLUME, options));
  }

  /** An image's anonymous volumes, as far as it is known where podman keeps them. */
  private void imageVolumes(List<Mount> mounts) {
    run.choices()
        .image()
        .map(image -> image.execution().volumes().keySet())
        .ifPresent(
            paths ->
                run.all(PodmanOptions.EngineFile.class)
                    .filter(file -> paths.contains(file.destination()))
                    .map(
                        file ->
                            volume(
                                file.destination(),
                                file.source(),
                                List.of("rprivate", "rw", "nodev", "exec")))
                    .forEach(mounts::add));
  }

  /** What podman binds from its own folders. */
  private List<Mount> files() {
    List<Mount> mounts = new ArrayList<>();
    run.all(PodmanOptions.EngineFile.class)
        .map(file -> file(file.destination(), file.source()))
        .forEach(mounts::add);
    run.last(ProgramOptions.TimeZoneChoice.class)
        .map(zone -> file("/etc/localtime", "/usr/share/zoneinfo/" + zone.zone()))
        .ifPresent(mounts::add);
    if (!run.has(PodmanOptions.WithoutSharedMemory.class)) {
      mounts.add(sharedMemory());
    }
    return mounts;
  }

  private Mount file(String destination, String source) {
    List<String> options = new ArrayList<>(List.of(MountOption.BIND, MountOption.RPRIVATE));
    boolean shared = destination.equals(SHM);
    if (shared ? run.readonlyDevices() : run.readonly()) {
      options.addAll(List.of("ro", "nosuid", "noexec", "nodev"));
    }
    if (shared) {
      options.addAll(List.of("nosuid", "noexec", "nodev"));
    }
    return mount(destination, source, options);
  }

  private Mount sharedMemory() {
    if (run.isHost(LinuxNamespaceType.IPC)) {
      return file(SHM, SHM);
    }
    String size =
        run.last(ResourceOptions.ShmSize.class)
            .map(shm -> Long.toString(shm.bytes()))
            .orElse("65536k");
    return Mount.builder()
        .destination(SHM)
        .type("tmpfs")
        .source("shm")
        .options("nosuid", "noexec", "nodev", "mode=1777", "size=" + size)
        .build();
  }

  private List<Mount> systemd() {
    List<Mount> mounts = new ArrayList<>();
    for (String path : OF_SYSTEMD) {
      Mount.Builder mount = memory(path).toBuilder();
      if (run.version().isFive()) {
        // Podman 5 has a place for a size, which is empty.
        mount.addOptions("");
      }
      mounts.add(mount.build());
    }
    if (!run.cgroups2()) {
      // Podman 5 adds the flags of the host's mount, which are unknown here.
      mounts.add(
          mount(
              "/sys/fs/cgroup/systemd",
              "/sys/fs/cgroup/systemd",
              List.of(MountOption.BIND, MountOption.RPRIVATE)));
    }
    return mounts;
  }

  private List<String> completed(PodmanMountOptions.Kind kind, List<String> options) {
    return new PodmanMountOptions(run.version(), kind).complete(options);
  }

  private static Mount memory(String destination) {
    return Mount.builder()
        .destination(destination)
        .type("tmpfs")
        .source("tmpfs")
        .options("rw", "rprivate", "nosuid", "nodev", "tmpcopyup")
        .build();
  }

  private static Mount mount(String destination, String source, List<String> options) {
    return Mount.builder()
        .destination(destination)
        .type("bind")
        .source(source)
        .options(options)
        .build();
  }
}
