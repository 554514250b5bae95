package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Paths of the host that open more than files when a container gets them. */
public final class HostPathMeaning {
  /**
   * What a path of the host opens.
   *
   * @param path the path, or with a {@code *} for one name in it
   * @param below whether it holds for what is below the path too
   * @param read how much it counts when it can only be read
   * @param written how much it counts when it can be written
   * @param opens what it is, and what that opens
   */
  public record Meaning(String path, boolean below, Weight read, Weight written, String opens) {
    private boolean fits(String candidate) {
      return matches(candidate, path) || below && candidate.startsWith(path + "/");
    }
  }

  // The small programs that engines put first into containers (docker run --init).
  private static final Set<String> INITS =
      Set.of(
          "/usr/bin/docker-init",
          "/usr/bin/tini",
          "/usr/bin/catatonit",
          "/usr/libexec/podman/catatonit");

  private static final List<String> NAMES = List.of("/etc/hosts", "/etc/resolv.conf");

  private static final List<Meaning> ALL = new ArrayList<>();

  static {
    String full = "whoever can use it controls the host, even through a read-only mount";
    for (String run : List.of("/run", "/var/run")) {
      socket(run + "/docker.sock", "the Docker engine's socket: " + full);
      socket(run + "/containerd/containerd.sock", "containerd's socket: " + full);
      socket(run + "/crio/crio.sock", "CRI-O's socket: " + full);
      socket(run + "/podman/podman.sock", "Podman's socket: " + full);
      socket(
          run + "/user/*/podman/podman.sock",
          "a user's Podman socket: whoever can use it acts as that user, even through a read-only"
              + " mount");
      socket(
          run + "/dbus/system_bus_socket",
          "the system bus: it talks to systemd and the host's other services");
      folder(run + "/systemd", "systemd's files and sockets, through which units can be started");
      exact(run, "the sockets of the host's services, those of container engines included");
    }
    exact("/", "the host's whole file system");
    folder("/etc", "the host's configuration, password hashes and keys included");
    for (String names : NAMES) {
      ALL.add(new Meaning(names, false, PLAIN, ISOLATION, "how the host finds machines by name"));
    }
    folder("/root", "the home of the host's root, its keys included");
    exact("/home/*", "the home of a user of the host, its keys included");
    exact("/home", "the homes of the host's users, their keys included");
    folder("/boot", "the kernels and boot loader that the host starts next time");
    for (String programs : List.of("/bin", "/sbin", "/lib", "/lib64", "/usr")) {
      readable(programs, "programs and libraries that the host runs");
    }
    exact("/var", "the state of the host's services, container engines included");
    exact("/var/lib", "the state of the host's services, container engines included");
    exact("/var/lib/docker", "the files of all of Docker's containers, images and volumes");
    exact("/var/lib/containerd", "the files of all of containerd's containers and images");
    exact("/var/lib/containers", "the files of all of Podman's containers, images and volumes");
    exact("/var/lib/kubelet", "the volumes and secrets of all pods on the node");
    exact("/var/lib/kubelet/pods", "the volumes and secrets of all pods on the node");
    folder("/etc/kubernetes", "the credentials of the Kubernetes node");
    folder("/var/spool/cron", "jobs that the host's cron runs");
    readable("/var/log", "the host's logs");
    folder("/sys/kernel/debug", "the kernel's debugging interface");
    folder("/sys/kernel/tracing", "the kernel's tracing interface");
    folder("/sys/fs/bpf", "BPF programs and maps of the host");
    readable("/sys/fs/cgroup", "the control groups, and with them limits of other processes");
    readable("/sys", "the kernel's devices and settings");
    folder("/proc", "the host's processes, their environments and memory, and kernel settings");
    exact("/dev", "all devices of the host, disks and memory included");
    readable("/dev/shm", "memory that the host's processes share");
    readable("/dev/mqueue", "message queues of the host's processes");
    exact("/tmp", "temporary files and sockets of the host's users");
  }

  private HostPathMeaning() {}

  private static void socket(String path, String opens) {
    ALL.add(new Meaning(path, false, ISOLATION, ISOLATION, opens));
  }

  private static void exact(String path, String opens) {
    ALL.add(new Meaning(path, false, ISOLATION, ISOLATION, opens));
  }

  private static void folder(String path, String opens) {
    ALL.add(new Meaning(path, true, ISOLATION, ISOLATION, opens));
  }

  /** One that counts much only when it can be written. */
  private static void readable(String path, String opens) {
    ALL.add(new Meaning(path, true, NOTABLE, ISOLATION, opens));
  }

  /** What a path of the host opens, by the longest path that is known; empty for a common one. */
  public static Optional<Meaning> of(String path) {
    String plain = normal(path);
    if (isSingleFile(plain) && !NAMES.contains(plain)) {
      return Optional.empty();
    }
    return ALL.stream()
        .filter(meaning -> meaning.fits(plain))
        .reduce((a, b) -> b.path.length() > a.path.length() ? b : a);
  }

  // Files that engines hand to every container, and that tell nothing.
  static boolean isSingleFile(String path) {
    return NAMES.contains(path)
        || path.equals("/etc/localtime")
        || path.equals("/etc/timezone")
        || path.startsWith("/usr/share/zoneinfo/")
        || INITS.contains(path)
        || path.equals("/etc/services")
        || path.equals("/etc/protocols");
  }

  private static boolean matches(String path, String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return path.equals(pattern);
    }
    String end = pattern.substring(star + 1);
    return path.length() > pattern.length()
        && path.startsWith(pattern.substring(0, star))
        && path.endsWith(end)
        && path.substring(star, path.length() - end.length()).indexOf('/') < 0;
  }

  /** The path without trailing, doubled and single-dot parts; {@code ..} takes its parent away. */
  public static String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.remove(parts.size() - 1);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
  }

  /** The folder that a path is in; the path itself when it is in none. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** Whether {@code path} is {@code folder} or below it, both normal. */
  public static boolean isWithin(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder.equals("/") ? "/" : folder + "/");
  }
}
