package dev.ocispec.sandbox;

import dev.ocispec.spec.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Promises about mounts as a whole. */
final class MountInvariants {
  private static final Map<String, String> KERNEL_TYPES =
      Map.of(
          "/proc", "proc",
          "/dev", "tmpfs",
          "/dev/pts", "devpts",
          "/dev/shm", "tmpfs",
          "/dev/mqueue", "mqueue");

  private static final Set<String> WRITABLE =
      Set.of("/proc", "/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/tmp");

  private static final Set<String> PSEUDO_SOURCES =
      Set.of("proc", "tmpfs", "devpts", "shm", "mqueue", "sysfs", "cgroup", "overlay");

  private MountInvariants() {}

  static List<String> cleanDestinations(SandboxCase c) {
    return c.spec().mounts().stream()
        .map(Mount::destination)
        .filter(path -> !isClean(path))
        .toList();
  }

  private static boolean isClean(String path) {
    return path.startsWith("/")
        && path.length() > 1
        && List.of(path.substring(1).split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  static List<String> uniqueDestinations(SandboxCase c) {
    Set<String> seen = new HashSet<>();
    return c.spec().mounts().stream()
        .map(Mount::destination)
        .filter(path -> !seen.add(path))
        .map(path -> path + " twice")
        .toList();
  }

  /** Runtimes differ on which of several counts. */
  static List<String> uniqueOptions(SandboxCase c) {
    return c.spec().mounts().stream()
        .filter(mount -> Set.copyOf(mount.options()).size() < mount.options().size())
        .map(mount -> mount.destination() + ": " + mount.options())
        .toList();
  }

  static List<String> parentsFirst(SandboxCase c) {
    List<String> found = new ArrayList<>();
    List<Mount> mounts = c.spec().mounts();
    for (int i = 0; i < mounts.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (mounts.get(j).destination().startsWith(mounts.get(i).destination() + "/")) {
          found.add(mounts.get(i).destination() + " comes after " + mounts.get(j).destination());
        }
      }
    }
    return found;
  }

  static List<String> sources(SandboxCase c) {
    List<String> found = new ArrayList<>();
    Set<String> named = new HashSet<>(c.request().constraints().availableReadOnlyPaths());
    shellOf(c).ifPresent(named::add);
    if (c.network()) {
      named.addAll(List.of("/etc/resolv.conf", "/etc/services", "/etc/hosts"));
    }
    if (NetworkInvariants.isPrivate(c)) {
      named.addAll(List.of("network/resolv.conf", "/etc/services"));
    }
    named.addAll(OverlayInvariants.rootFolders(c));
    for (Mount mount : c.spec().mounts()) {
      String source = mount.source().orElse("");
      boolean ours =
          SandboxCase.isBind(mount)
              ? named.contains(source)
                  || FirstProcessInvariants.isProgram(c, mount)
                  || source.matches("(inputs|scratch)/[^/]+") && !source.matches(".*/\\.\\.?")
              : PSEUDO_SOURCES.contains(source);
      if (!ours) {
        found.add(mount.destination() + " comes from " + source);
      }
    }
    return found;
  }

  private static Optional<String> shellOf(SandboxCase c) {
    if (!c.request().constraints().provideBinSh()) {
      return Optional.empty();
    }
    return c.sandbox()
        .shell()
        .or(() -> c.isStandard() ? c.host().plainShell() : Optional.of(Path.of("/bin/busybox")))
        .or(() -> c.host().staticShell())
        .map(Object::toString);
  }

  static List<String> writable(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (Mount mount : c.spec().mounts()) {
      String path = mount.destination();
      boolean scratch =
          c.request().scratchPaths().contains(path.substring(1))
              || OverlayInvariants.isOverlay(mount) && OverlayInvariants.isAsked(c, path);
      if (!mount.options().contains("ro") && !WRITABLE.contains(path) && !scratch) {
        found.add(path + " is writable");
      }
      if (mount.options().contains("ro") && mount.options().contains("rw")) {
        found.add(path + " is read-only or writable, as the runtime likes");
      }
    }
    return found;
  }

  static List<String> rootReadOnly(SandboxCase c) {
    var root = c.spec().root();
    return root.isPresent()
            && root.get().path().equals("root")
            && root.get().readonly().equals(Optional.of(!OverlayInvariants.overRoot(c)))
        ? List.of()
        : List.of("root: " + root);
  }

  static List<String> kernelFileSystems(SandboxCase c) {
    List<String> found = new ArrayList<>();
    KERNEL_TYPES.forEach(
        (path, type) -> {
          long count =
              c.spec().mounts().stream()
                  .filter(m -> m.destination().equals(path))
                  .filter(m -> m.type().equals(Optional.of(type)) && !SandboxCase.isBind(m))
                  .count();
          if (count != 1) {
            found.add(path + " is no " + type + " of its own");
          }
        });
    return found;
  }

  static List<String> rootlessMounts(SandboxCase c) {
    if (!c.rootless()) {
      return List.of();
    }
    return c.spec().mounts().stream()
        .filter(
            mount ->
                mount.type().equals(Optional.of("sysfs"))
                    || mount.options().stream().anyMatch(option -> option.startsWith("gid=")))
        .map(mount -> mount.destination() + ": " + mount.options())
        .toList();
  }

  static List<String> tmp(SandboxCase c) {
    if (c.request().scratchPaths().contains("tmp")) {
      return List.of();
    }
    Set<String> options = new HashSet<>(c.mountAt("/tmp").map(Mount::options).orElse(List.of()));
    return options.containsAll(
            Set.of("mode=1777", "nosuid", "nodev", "size=" + c.limits().temporarySpace()))
        ? List.of()
        : List.of("/tmp: " + options);
  }

  /** What the kernel shows is neither run nor opened as a device, but the nodes in /dev. */
  static List<String> kernelFlags(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (Mount mount : c.spec().mounts()) {
      if (SandboxCase.isBind(mount)
          || OverlayInvariants.isOverlay(mount)
          || mount.destination().equals("/tmp")) {
        continue;
      }
      Set<String> options = new HashSet<>(mount.options());
      boolean dev = mount.destination().equals("/dev");
      boolean pts = mount.destination().equals("/dev/pts");
      if (!options.contains("nosuid")
          || !dev && !options.contains("noexec") && !LimitInvariants.mayRun(c, mount)
          || !dev && !pts && !options.contains("nodev")) {
        found.add(mount.destination() + ": " + options);
      }
    }
    return found;
  }
}
