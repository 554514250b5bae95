package dev.ocispec.host.internal;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.spec.LinuxNamespaceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the facts of a host from its files; it starts no program and changes nothing. */
public final class HostDetection {
  private static final String PASSWD = "/etc/passwd";
  private static final String BINFMT = "/proc/sys/fs/binfmt_misc";

  /** Where distributions put a static shell. */
  private static final List<String> SHELLS =
      List.of(
          "/bin/busybox",
          "/usr/bin/busybox",
          "/bin/busybox-static",
          "/usr/bin/busybox-static",
          "/bin/busybox.static",
          "/usr/local/bin/busybox",
          "/bin/bash-static",
          "/usr/bin/bash-static");

  /** Where the programs are found that map subordinate ids for ordinary users. */
  private static final List<String> PROGRAMS =
      List.of("/usr/bin/", "/bin/", "/usr/local/bin/", "/run/wrappers/bin/");

  /** The names of namespaces in /proc/self/ns. */
  private static final Map<String, LinuxNamespaceType> NAMESPACES =
      Map.of(
          "pid", LinuxNamespaceType.PID,
          "ipc", LinuxNamespaceType.IPC,
          "uts", LinuxNamespaceType.UTS,
          "mnt", LinuxNamespaceType.MOUNT,
          "cgroup", LinuxNamespaceType.CGROUP,
          "net", LinuxNamespaceType.NETWORK,
          "user", LinuxNamespaceType.USER);

  private final HostFiles files;
  private final MountTable mounts;
  private final HostFacts.Builder facts = HostFacts.builder();

  private HostDetection(HostFiles files) {
    this.files = files;
    this.mounts = MountTable.of(files.lines("/proc/self/mountinfo"));
  }

  /** The host whose files lie below {@code root}. */
  public static HostDetection of(Path root) {
    return new HostDetection(new HostFiles(root));
  }

  /** Who runs this process, and what is its own: ids, and a shell to lend. */
  public HostFacts caller() {
    long uid = id("Uid:");
    String userName = userName(uid);
    facts.uid(uid).gid(id("Gid:")).userName(userName);
    subordinateIds(userName, uid);
    shell();
    return facts.unknown(files.unknown()).build();
  }

  /** The facts that do not depend on what a container is to see. */
  public HostFacts facts() {
    long uid = caller().uid();
    String architecture = architecture();
    facts.architecture(architecture).systems(systems(architecture));
    memory();
    facts.namespaces(namespaces(uid));
    CgroupFacts cgroups = CgroupFacts.of(files, mounts, uid);
    facts.cgroupMode(cgroups.mode()).cgroupControllers(cgroups.controllers());
    facts.mountFlags(mounts.flags());
    if (mounts.entries().isEmpty()) {
      files.note("mounts are not known, nor which of their flags a container must keep");
    }
    facts.devices(DeviceNodes.below(files, "/dev"));
    resolver();
    return facts.unknown(files.unknown()).build();
  }

  /** The same, and what lies at {@code sources}. */
  public HostFacts facts(Collection<Path> sources) {
    HostFacts general = facts();
    HostFacts.Builder more = general.toBuilder();
    for (Path path : sources) {
      String source = path.toString();
      followed(source, general).ifPresent(flags -> more.putMountFlag(source, flags));
      DeviceNodes.at(files, source).ifPresent(device -> more.putDevice(source, device));
    }
    return more.unknown(files.unknown()).build();
  }

  private long id(String label) {
    // Real, effective, saved and file system id; the effective one counts.
    Optional<String> ids = files.after("/proc/self/status", label);
    if (ids.isEmpty()) {
      files.note("/proc/self/status does not say \"" + label + "\": 0 is assumed");
    }
    return ids.map(text -> Long.parseLong(text.split("\\s+")[1])).orElse(0L);
  }

  private String userName(long uid) {
    for (String line : files.lines(PASSWD)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2 && fields[2].equals(Long.toString(uid))) {
        return fields[0];
      }
    }
    return Long.toString(uid);
  }

  private void subordinateIds(String userName, long uid) {
    List<IdRange> uids = SubordinateIds.of(files.lines("/etc/subuid"), userName, uid);
    List<IdRange> gids = SubordinateIds.of(files.lines("/etc/subgid"), userName, uid);
    for (String program : List.of("newuidmap", "newgidmap")) {
      boolean missing = PROGRAMS.stream().noneMatch(folder -> files.exists(folder + program));
      if (uid != 0 && missing && !uids.isEmpty()) {
        files.note(program + " is not installed: subordinate ids can't be used");
        return;
      }
    }
    facts.subordinateUids(uids).subordinateGids(gids);
  }

  private String architecture() {
    return files
        .line("/proc/sys/kernel/arch")
        .orElseGet(
            () -> {
              String name = System.getProperty("os.arch");
              return name.equals("amd64") ? "x86_64" : name;
            });
  }

  private Set<String> systems(String architecture) {
    Set<String> systems = new LinkedHashSet<>(Machine.systems(architecture));
    for (String name : files.names(BINFMT)) {
      List<String> lines = files.lines(BINFMT + "/" + name);
      // With the flag F the interpreter is open already; without, it would have to be in the
      // container.
      boolean usable =
          lines.contains("enabled")
              && lines.stream().anyMatch(l -> l.startsWith("flags:") && l.contains("F"));
      if (name.startsWith("qemu-") && usable) {
        systems.addAll(Machine.emulated(name.substring("qemu-".length())));
      }
    }
    return systems;
  }

  private void memory() {
    Optional<String> total = files.after("/proc/meminfo", "MemTotal:");
    if (total.isEmpty()) {
      files.note("/proc/meminfo does not say how much memory there is");
    }
    total.ifPresent(text -> facts.memory(Long.parseLong(text.split("\\s+")[0]) * 1024));
  }

  private Set<LinuxNamespaceType> namespaces(long uid) {
    Set<LinuxNamespaceType> found = new LinkedHashSet<>();
    for (String name : files.names("/proc/self/ns")) {
      if (NAMESPACES.containsKey(name)) {
        found.add(NAMESPACES.get(name));
      }
    }
    boolean none = files.line("/proc/sys/user/max_user_namespaces").equals(Optional.of("0"));
    boolean onlyRoot =
        files.line("/proc/sys/kernel/unprivileged_userns_clone").equals(Optional.of("0"));
    if (none || onlyRoot && uid != 0) {
      found.remove(LinuxNamespaceType.USER);
    }
    if (uid != 0
        && files
            .line("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
            .equals(Optional.of("1"))) {
      files.note(
          "AppArmor may refuse user namespaces: whether the runtime has a profile that allows them"
              + " is not known");
    }
    return found;
  }

  private void shell() {
    for (String path : SHELLS) {
      try {
        if (Files.isExecutable(files.at(path)) && StaticProgram.is(files.at(path))) {
          facts.staticShell(Path.of(path));
          return;
        }
      } catch (IOException e) {
        files.note("can't read " + path + ": " + e.getMessage());
      }
    }
  }

  private void resolver() {
    Set<String> found = new LinkedHashSet<>();
    HostFacts lexical = HostFacts.builder().mountFlags(mounts.flags()).build();
    for (String path : Machine.RESOLVER_FILES) {
      if (files.exists(path)) {
        found.add(path);
        followed(path, lexical).ifPresent(flags -> facts.putMountFlag(path, flags));
      }
    }
    facts.resolverFiles(found);
  }

  /** The flags where a path really leads, when that is not where it lies. */
  private Optional<Set<String>> followed(String path, HostFacts lexical) {
    return files.realPath(path).filter(real -> !real.equals(path)).map(lexical::flagsAt);
  }
}
