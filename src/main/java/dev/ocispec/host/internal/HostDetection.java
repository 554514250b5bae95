package dev.ocispec.host.internal;

import dev.ocispec.host.Confinement;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.report.internal.IoReason;
import dev.ocispec.spec.LinuxNamespaceType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the facts of a host from its files; it starts no program and changes nothing. */
public final class HostDetection {
  /** The number of the capability to pass limits of resources. */
  private static final int SYS_RESOURCE = 24;

  private static final String PASSWD = "/etc/passwd";
  private static final String DEV = "/dev";
  private static final String BINFMT = "/proc/sys/fs/binfmt_misc";
  private static final String QEMU = "qemu-";

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

  /** Where a static shell without further commands is; a usual dash is not static. */
  private static final List<String> PLAIN_SHELLS =
      List.of(
          "/bin/dash-static",
          "/usr/bin/dash-static",
          "/bin/dash",
          "/usr/bin/dash",
          "/bin/bash-static",
          "/usr/bin/bash-static",
          "/usr/local/bin/dash",
          "/usr/local/bin/bash-static");

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

  private static final Pattern IDS = Pattern.compile("\\d+\\s+(\\d{1,10})(\\s.*)?");
  private static final Pattern ALL_IDS = Pattern.compile("0\\s+0\\s+4294967295");
  private static final Pattern MEMORY = Pattern.compile("(\\d{1,15}) kB");
  private static final Pattern PROCESSOR = Pattern.compile("[A-Za-z0-9_.+-]{1,64}");

  /** The names that can stand in /etc/subuid, and in a message. */
  private static final Pattern NAME = Pattern.compile("[^\\s:\\p{Cntrl}]{1,256}");

  private final HostFiles files;
  private final MountTable mounts;
  private final HostFacts.Builder facts = HostFacts.builder();

  private HostDetection(HostFiles files) {
    this.files = files;
    this.mounts = MountTable.of(files.text(MountTable.OWN.toString()));
  }

  /** The host whose files lie below {@code root}. */
  public static HostDetection of(Path root) {
    return new HostDetection(new HostFiles(root));
  }

  /** Who runs this process, and what is its own: ids, and a shell to lend. */
  public HostFacts caller() {
    readCaller();
    return found();
  }

  /** Reads that; the user's id. */
  private long readCaller() {
    long uid = id("Uid:");
    long gid = id("Gid:");
    String userName = userName(uid);
    facts.uid(uid).gid(gid).userName(userName);
    facts.confinement(ConfinementFacts.of(files, mounts));
    subordinateIds(userName, uid, gid);
    shell();
    return uid;
  }

  private HostFacts found() {
    return facts.unknown(files.unknown()).build();
  }

  /** The facts that do not depend on what a container is to see, all nodes of /dev among them. */
  public HostFacts facts() {
    readHost();
    readNodes();
    return found();
  }

  private void readHost() {
    long uid = readCaller();
    String architecture = architecture();
    facts.architecture(architecture).systems(systems(architecture));
    memory();
    openFiles(uid);
    facts.namespaces(namespaces(uid));
    CgroupFacts cgroups = CgroupFacts.of(files, mounts, uid);
    facts.cgroupMode(cgroups.mode()).cgroupControllers(cgroups.controllers());
    cgroups.parent().ifPresent(facts::cgroupParent);
    facts.mountFlags(mounts.flags());
    if (mounts.entries().isEmpty()) {
      files.note("unknown mounts, and so unknown mount flags that a container must keep");
    }
    resolver();
    facts.networkTools(NetworkToolFiles.of(files));
  }

  private void readNodes() {
    DeviceNodes.below(files, DEV).forEach((path, device) -> put(path, device, facts));
  }

  /** The same, and what lies at {@code sources}. */
  public HostFacts facts(Collection<Path> sources) {
    readHost();
    readNodes();
    return foundWith(sources);
  }

  /**
   * What matters of {@link #facts(Collection)} to a container that is to see nothing of the host
   * but {@code sources}: the nodes of /dev only where these meet it. There are hundreds, and most
   * containers see none.
   */
  public HostFacts factsFor(Collection<Path> sources) {
    readHost();
    if (sources.stream().anyMatch(HostDetection::meetsDev)) {
      readNodes();
    }
    return foundWith(sources);
  }

  private HostFacts foundWith(Collection<Path> sources) {
    HostFacts general = found();
    HostFacts.Builder more = general.toBuilder();
    for (Path path : sources) {
      String source = PathBytes.text(path.toAbsolutePath());
      followed(source, general).ifPresent(flags -> more.putMountFlag(source, flags));
      DeviceNodes.at(files, source).ifPresent(device -> put(source, device, more));
    }
    return more.unknown(files.unknown()).build();
  }

  private static boolean meetsDev(Path source) {
    Path place = source.toAbsolutePath().normalize();
    return place.startsWith(DEV) || Path.of(DEV).startsWith(place);
  }

  private static void put(String path, DeviceNodes.Node device, HostFacts.Builder known) {
    known.putDevice(path, device.number()).putDeviceOwner(path, device.owner());
  }

  private long id(String label) {
    Optional<String> ids = files.after("/proc/self/status", label);
    if (ids.isEmpty()) {
      files.note("/proc/self/status has no \"" + label + "\" line: assuming 0");
      return 0;
    }
    // Real, effective, saved and file system id; the effective one counts.
    Matcher effective = IDS.matcher(ids.get());
    if (effective.matches() && Long.parseLong(effective.group(1)) <= IdRange.LAST_ID) {
      return Long.parseLong(effective.group(1));
    }
    files.note(
        "/proc/self/status says \""
            + label
            + " "
            + ForeignText.shown(ids.get())
            + "\", expected four ids: assuming 0");
    return 0;
  }

  private String userName(long uid) {
    for (String line : files.lines(PASSWD)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2
          && fields[2].equals(Long.toString(uid))
          && NAME.matcher(fields[0]).matches()) {
        return fields[0];
      }
    }
    return Long.toString(uid);
  }

  private void subordinateIds(String userName, long uid, long gid) {
    List<IdRange> uids = subordinateIds("/etc/subuid", userName, uid, uid);
    List<IdRange> gids = subordinateIds("/etc/subgid", userName, uid, gid);
    for (String program : List.of("newuidmap", "newgidmap")) {
      boolean missing = PROGRAMS.stream().noneMatch(folder -> files.exists(folder + program));
      if (uid != 0 && missing && !uids.isEmpty()) {
        files.note(program + " is not installed: subordinate ids are unusable");
        return;
      }
    }
    Confinement held = ConfinementFacts.of(files, mounts);
    facts.subordinateUids(IdRanges.within(held.uids(), uids));
    facts.subordinateGids(IdRanges.within(held.gids(), gids));
  }

  private List<IdRange> subordinateIds(String file, String userName, long uid, long own) {
    SubordinateIds ids = new SubordinateIds(file, userName, uid, own, uid != 0);
    List<IdRange> ranges = ids.read(files.lines(file));
    ids.remarks().forEach(files::note);
    return ranges;
  }

  private String architecture() {
    Optional<String> name = files.line("/proc/sys/kernel/arch");
    if (name.isPresent() && PROCESSOR.matcher(name.get()).matches()) {
      return name.get();
    }
    name.ifPresent(
        odd ->
            files.note(
                "/proc/sys/kernel/arch says \""
                    + ForeignText.shown(odd)
                    + "\", expected a processor name: using the Java virtual machine's"));
    String known = System.getProperty("os.arch");
    return known.equals("amd64") ? "x86_64" : known;
  }

  private Set<String> systems(String architecture) {
    Set<String> systems = new LinkedHashSet<>(Machine.systems(architecture));
    for (String name : files.names(BINFMT)) {
      String processor = name.startsWith(QEMU) ? name.substring(QEMU.length()) : "";
      if (PROCESSOR.matcher(processor).matches() && isUsable(files.lines(BINFMT + "/" + name))) {
        systems.addAll(Machine.emulated(processor));
      }
    }
    return systems;
  }

  /**
   * Whether an emulator works in a container: with the flag F it is open already; without, it would
   * have to be in the container.
   */
  private static boolean isUsable(List<String> entry) {
    return entry.contains("enabled")
        && entry.stream().anyMatch(l -> l.startsWith("flags:") && l.contains("F"));
  }

  /** Who may pass limits of resources can raise its own up to the kernel's. */
  private void openFiles(long uid) {
    Optional<String> most =
        uid == 0 && canPassLimits()
            ? files.line("/proc/sys/fs/nr_open")
            : files.after("/proc/self/limits", "Max open files").map(HostDetection::hardLimit);
    most.filter(text -> text.matches("[0-9]{1,18}"))
        .ifPresent(text -> facts.openFiles(Long.parseLong(text)));
  }

  /**
   * Whether this process has CAP_SYS_RESOURCE, which root in a container often lacks. That of a
   * user namespace does not count.
   */
  private boolean canPassLimits() {
    return files
            .line("/proc/self/uid_map")
            .filter(map -> ALL_IDS.matcher(map.strip()).matches())
            .isPresent()
        && files
            .after("/proc/self/status", "CapEff:")
            .filter(text -> text.matches("[0-9a-f]{1,16}"))
            .map(text -> (Long.parseUnsignedLong(text, 16) & 1L << SYS_RESOURCE) != 0)
            .orElse(false);
  }

  /** Of soft limit, hard limit and unit. */
  private static String hardLimit(String row) {
    String[] columns = row.split(" +");
    return columns.length > 1 ? columns[1] : "";
  }

  private void memory() {
    Optional<String> total = files.after("/proc/meminfo", "MemTotal:");
    Matcher kibibytes = MEMORY.matcher(total.orElse(""));
    if (kibibytes.matches()) {
      facts.memory(Long.parseLong(kibibytes.group(1)) * 1024);
      return;
    }
    files.note(
        total
            .map(
                text ->
                    "/proc/meminfo says \"MemTotal: "
                        + ForeignText.shown(text)
                        + "\", expected a number of kB: memory size unknown")
            .orElse("/proc/meminfo has no MemTotal line: memory size unknown"));
  }

  private Set<LinuxNamespaceType> namespaces(long uid) {
    Set<LinuxNamespaceType> found = new LinkedHashSet<>();
    for (String name : files.names("/proc/self/ns")) {
      if (NAMESPACES.containsKey(name)) {
        found.add(NAMESPACES.get(name));
      }
    }
    if (found.isEmpty() && files.exists("/proc/self/ns")) {
      files.note("/proc/self/ns names no namespaces: assuming that the host has all");
      found.addAll(Machine.NAMESPACES);
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
          "AppArmor may refuse user namespaces: cannot determine whether the runtime has a profile"
              + " that allows them");
    }
    return found;
  }

  private void shell() {
    firstStatic(SHELLS).ifPresent(facts::staticShell);
    firstStatic(PLAIN_SHELLS).ifPresent(facts::plainShell);
  }

  private Optional<Path> firstStatic(List<String> paths) {
    for (String path : paths) {
      try {
        if (files.isProgram(path) && StaticProgram.is(files.at(path))) {
          return Optional.of(Path.of(path));
        }
      } catch (IOException e) {
        files.note("cannot read " + path + ": " + ForeignText.shown(IoReason.of(e)));
      }
    }
    return Optional.empty();
  }

  private void resolver() {
    Set<String> found = new LinkedHashSet<>();
    HostFacts lexical = HostFacts.builder().mountFlags(mounts.flags()).build();
    for (String path : Machine.RESOLVER_FILES) {
      if (files.isFile(path)) {
        found.add(path);
        followed(path, lexical).ifPresent(flags -> facts.putMountFlag(path, flags));
      } else if (files.exists(path)) {
        files.note(path + " is not a regular file: a container cannot use it");
      }
    }
    facts.resolverFiles(found);
  }

  /** The flags where a path really leads, when that is not where it lies. */
  private Optional<Set<String>> followed(String path, HostFacts lexical) {
    return files.realPath(path).filter(real -> !real.equals(path)).map(lexical::flagsAt);
  }
}
