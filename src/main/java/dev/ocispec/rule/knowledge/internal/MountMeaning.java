package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a mount shows and opens. */
public final class MountMeaning {
  private static final Set<String> OWN =
      Set.of("proc", "tmpfs", "ramfs", "devpts", "mqueue", "hugetlbfs", "procfs");

  // Where engines keep what they make for one container: its hosts file, its /dev/shm and the like.
  private static final List<String> KEPT_BY_ENGINES =
      List.of(
          "/var/lib/docker/containers/",
          "/var/lib/docker/image/",
          "/var/lib/containerd/io.",
          "/run/containerd/io.",
          "/run/containers/storage/",
          "/var/run/containers/storage/",
          "/run/docker/",
          "/overlay-containers/",
          "/vfs-containers/");

  private static final Set<String> FILES_OF_ENGINES =
      Set.of("resolv.conf", "hosts", "hostname", ".containerenv", "etc-hosts");

  private static final Pattern BUILDAH = Pattern.compile("^/(var/)?tmp/buildah\\d+/(?!mnt/)");

  private final ContainerView container;
  private final Mount mount;
  private final String destination;

  private MountMeaning(ContainerView container, Mount mount) {
    this.container = container;
    this.mount = mount;
    this.destination = Words.path(mount.destination());
  }

  /** The facts about a mount of that container: what it shows, then what its propagation opens. */
  public static List<Fact> of(ContainerView container, Mount mount) {
    MountMeaning meaning = new MountMeaning(container, mount);
    List<Fact> facts = new ArrayList<>();
    facts.add(isBind(mount) ? meaning.bind() : meaning.fileSystem());
    meaning.propagation().ifPresent(facts::add);
    return facts;
  }

  /** Whether a mount shows a file or folder that is there already. */
  public static boolean isBind(Mount mount) {
    return has(mount, "bind") || has(mount, "rbind") || mount.type().equals(Optional.of("bind"));
  }

  /** Whether a mount can't be written; the last of its options counts. */
  public static boolean isReadOnly(Mount mount) {
    boolean readOnly = false;
    for (String option : mount.options()) {
      readOnly =
          switch (option) {
            case "ro", "rro" -> true;
            case "rw", "rrw" -> false;
            default -> readOnly;
          };
    }
    return readOnly;
  }

  /** Whether a mount is an empty or kernel file system of its own that shows nothing of files. */
  public static boolean isOwn(Mount mount) {
    String type = mount.type().orElse("");
    return !isBind(mount) && (OWN.contains(type) || isKernels(type) && isReadOnly(mount));
  }

  private static boolean isKernels(String type) {
    return type.equals("sysfs") || type.equals("cgroup") || type.equals("cgroup2");
  }

  private static boolean has(Mount mount, String option) {
    return mount.options().contains(option);
  }

  private Fact bind() {
    String source = mount.source().orElse("");
    String plain = HostPathMeaning.normal(source);
    if (source.isEmpty()) {
      return filesystem(NOTABLE, "a bind mount without source is at " + destination);
    }
    if (plain.equals("/dev/null") && !HostPathMeaning.normal(mount.destination()).equals(plain)) {
      return filesystem(
          PLAIN, "the path " + destination + " is covered by /dev/null, so that it reads as empty");
    }
    if (!plain.startsWith("/")) {
      return filesystem(
          isReadOnly(mount) ? PLAIN : NOTABLE,
          "the bundle's " + Words.path(source) + " is at " + destination + ", " + access());
    }
    Optional<DeviceMeaning> device = DeviceMeaning.at(plain);
    if (device.isPresent()) {
      return device(plain, device.orElseThrow());
    }
    String seen = "the host's " + Words.path(source) + " is at " + destination + ", " + access();
    return HostPathMeaning.of(plain)
        .map(m -> filesystem(isReadOnly(mount) ? m.read() : m.written(), seen + ": " + m.opens()))
        .orElseGet(() -> ordinary(plain, seen));
  }

  private Fact ordinary(String source, String seen) {
    String inside = HostPathMeaning.normal(mount.destination());
    if (inside.endsWith("/secrets/kubernetes.io/serviceaccount")) {
      return filesystem(
          NOTABLE,
          seen
              + ": the token of a Kubernetes service account, with which it can act on the"
              + " cluster");
    }
    if (isKept(source)) {
      return filesystem(PLAIN, seen + "; an engine keeps it for its containers");
    }
    return filesystem(isReadOnly(mount) ? PLAIN : NOTABLE, seen);
  }

  private static boolean isKept(String source) {
    return KEPT_BY_ENGINES.stream().anyMatch(source::contains)
        || BUILDAH.matcher(source).find()
        || isKeptForOne(source);
  }

  /** Whether a mount shows what an engine keeps for one container, its hosts file for instance. */
  public static boolean isKeptByEngine(Mount mount) {
    return isBind(mount)
        && mount.source().map(HostPathMeaning::normal).filter(MountMeaning::isKept).isPresent();
  }

  // What Docker keeps with remapped users; a pod's hosts file and why its containers ended.
  private static boolean isKeptForOne(String source) {
    boolean ofPod =
        source.startsWith("/var/lib/kubelet/pods/")
            && (source.endsWith("/etc-hosts") || source.contains("/containers/"));
    return ofPod
        || source.startsWith("/var/lib/docker/")
            && source.contains("/containers/")
            && !source.contains("/volumes/");
  }

  private Fact device(String source, DeviceMeaning meaning) {
    String what = "the host's device " + Words.path(source) + " is at " + destination;
    return new Fact(
        meaning.weight(),
        Topic.DEVICES,
        meaning.weight() == PLAIN ? what : what + ", with which it can " + meaning.permits());
  }

  private String access() {
    if (!isReadOnly(mount)) {
      return "writable";
    }
    String source = mount.source().orElse("");
    boolean onlyTop = has(mount, "rbind") && !has(mount, "rro") && !isFile(source);
    return onlyTop ? "read-only but for mounts below it" : "read-only";
  }

  /** Whether a source surely is no folder, so that nothing can be mounted below it. */
  private static boolean isFile(String source) {
    String plain = HostPathMeaning.normal(source);
    return plain.endsWith(".sock")
        || plain.endsWith("_socket")
        || HostPathMeaning.isSingleFile(plain)
        || FILES_OF_ENGINES.contains(plain.substring(plain.lastIndexOf('/') + 1)) && isKept(plain)
        || DeviceMeaning.at(plain).filter(device -> device.name().equals(plain)).isPresent();
  }

  private Fact fileSystem() {
    String type = mount.type().orElse("");
    if (type.equals("sysfs") && !isReadOnly(mount)) {
      return sysfs();
    }
    if (type.startsWith("cgroup") && !isReadOnly(mount)) {
      return cgroup();
    }
    if (isOwn(mount)) {
      String readOnly = isReadOnly(mount) ? ", read-only" : "";
      return filesystem(PLAIN, "a new " + Words.path(type) + " is at " + destination + readOnly);
    }
    if (type.equals("overlay")) {
      return overlay();
    }
    return FileSystemMeaning.of(type)
        .map(
            m ->
                filesystem(
                    container.sharesHostIds() ? m.weight() : NOTABLE,
                    "a "
                        + type
                        + " is mounted at "
                        + destination
                        + ", "
                        + access()
                        + ": "
                        + m.opens()))
        .orElseGet(() -> other(type));
  }

  private Fact other(String type) {
    String source = mount.source().orElse("");
    String of = source.startsWith("/dev/") ? "the host's device " + Words.path(source) : "a";
    return filesystem(
        NOTABLE,
        source.startsWith("/dev/")
            ? of + " is mounted at " + destination + " as " + Words.path(type) + ", " + access()
            : "a file system of type " + Words.path(type) + " is at " + destination);
  }

  private Fact sysfs() {
    boolean open = container.isRoot() && container.rootIsHostRoot() && container.sharesHostIds();
    return filesystem(
        open ? ISOLATION : PLAIN,
        open
            ? "the kernel's sysfs is writable at "
                + destination
                + ": root in the container can change devices and kernel settings of the host"
            : "the kernel's sysfs is at "
                + destination
                + ", not read-only, but its files belong to the host's root");
  }

  private Fact cgroup() {
    if (!container.isHostRoot()) {
      return filesystem(
          PLAIN,
          "control groups are at "
              + destination
              + ", not read-only: it can change those whose files belong to its user");
    }
    boolean hosts = container.isHosts("cgroup");
    return filesystem(
        hosts ? ISOLATION : NOTABLE,
        "control groups are writable at "
            + destination
            + (hosts
                ? ": root in the container can change its own limits, and with cgroup v2 those of"
                    + " the whole host"
                : ": it can change its own limits and make groups below its own"));
  }

  private Fact overlay() {
    List<String> lower = new ArrayList<>();
    String upper = "";
    for (String option : mount.options()) {
      if (option.startsWith("lowerdir=")) {
        lower.add(Words.path(option.substring("lowerdir=".length())));
      } else if (option.startsWith("upperdir=")) {
        upper = option.substring("upperdir=".length());
      }
    }
    String seen = "an overlay is at " + destination;
    String of = lower.isEmpty() ? "" : ", over the host's " + Words.list(lower, 3);
    return upper.isEmpty()
        ? filesystem(PLAIN, seen + of)
        : filesystem(NOTABLE, seen + of + "; what is written there goes to " + Words.path(upper));
  }

  private Optional<Fact> propagation() {
    if (has(mount, "shared") || has(mount, "rshared")) {
      boolean can = container.held().contains("CAP_SYS_ADMIN");
      return Optional.of(
          filesystem(
              can ? ISOLATION : NOTABLE,
              "what is mounted below "
                  + destination
                  + " inside the container appears on the host too (shared propagation)"
                  + (can ? "" : ", but it lacks CAP_SYS_ADMIN to mount")));
    }
    boolean follows = has(mount, "slave") || has(mount, "rslave");
    return follows && isBind(mount) && !isFile(mount.source().orElse(""))
        ? Optional.of(
            filesystem(
                PLAIN,
                "what the host mounts later below the source of "
                    + destination
                    + " appears in the container (slave propagation)"))
        : Optional.empty();
  }

  private static Fact filesystem(Weight weight, String text) {
    return new Fact(weight, Topic.FILESYSTEM, text);
  }
}
