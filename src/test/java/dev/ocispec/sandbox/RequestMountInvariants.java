package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildInput;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Promises about what a request mounts. */
final class RequestMountInvariants {
  private static final List<String> RESOLVER =
      List.of("/etc/resolv.conf", "/etc/services", "/etc/hosts");

  private RequestMountInvariants() {}

  static List<String> scratch(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (String path : c.request().scratchPaths()) {
      String source = "scratch/" + SandboxLayout.scratchName(path);
      boolean there =
          any(
              c,
              "/" + path,
              mount ->
                  mount.source().equals(Optional.of(source)) && mount.options().contains("rw"));
      if (!there) {
        found.add(path + " is not bound writable from " + source);
      }
    }
    return found;
  }

  static List<String> scratchFlags(SandboxCase c) {
    return c.spec().mounts().stream()
        .filter(mount -> mount.source().orElse("").startsWith("scratch/"))
        .filter(mount -> !mount.options().containsAll(List.of("nosuid", "nodev")))
        .map(mount -> mount.destination() + ": " + mount.options())
        .toList();
  }

  static List<String> inputs(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (BuildInput input : c.request().inputs()) {
      if (OverlayInvariants.isAsked(c, c.inputDestination(input))) {
        continue;
      }
      boolean there =
          any(
              c,
              c.inputDestination(input),
              mount ->
                  mount.source().equals(Optional.of("inputs/" + input.name()))
                      && mount.options().containsAll(List.of("ro", "nosuid", "nodev")));
      if (!there) {
        found.add(input.name() + " is not bound read-only, nosuid, nodev");
      }
    }
    return found;
  }

  static List<String> hostPaths(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (String path : c.request().constraints().availableReadOnlyPaths()) {
      if (OverlayInvariants.isAsked(c, path)) {
        continue;
      }
      boolean there =
          any(
              c,
              path,
              mount -> mount.source().equals(Optional.of(path)) && mount.options().contains("ro"));
      if (!there) {
        found.add(path + " is not bound read-only");
      }
    }
    return found;
  }

  static List<String> hostPathFlags(SandboxCase c) {
    return c.spec().mounts().stream()
        .filter(mount -> SandboxCase.isBind(mount))
        .filter(mount -> mount.source().orElse("").startsWith("/"))
        .filter(
            mount -> {
              boolean device = (mount.source().get() + "/").startsWith("/dev/");
              boolean locked = flagsAt(c.host(), mount.source().get()).contains("nodev");
              return !mount.options().contains("nosuid")
                  || mount.options().contains("nodev") != (!device || locked);
            })
        .map(mount -> mount.destination() + ": " + mount.options())
        .toList();
  }

  static List<String> shell(SandboxCase c) {
    boolean wanted = c.request().constraints().provideBinSh();
    String source =
        c.sandbox()
            .shell()
            .or(() -> c.isStandard() ? c.host().plainShell() : Optional.empty())
            .or(() -> c.isStandard() ? c.host().staticShell() : Optional.empty())
            .map(Object::toString)
            .orElse("/bin/busybox");
    boolean there =
        any(
            c,
            "/bin/sh",
            mount -> mount.source().equals(Optional.of(source)) && mount.options().contains("ro"));
    boolean otherwise =
        c.request().constraints().availableReadOnlyPaths().contains("/bin/sh")
            || c.request().scratchPaths().contains("bin/sh")
            || c.request().inputs().stream().anyMatch(i -> c.inputDestination(i).equals("/bin/sh"));
    boolean any = c.mountAt("/bin/sh").isPresent();
    return wanted == there && (wanted || otherwise || !any)
        ? List.of()
        : List.of("/bin/sh: " + c.mountAt("/bin/sh"));
  }

  static List<String> resolver(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (String path : RESOLVER) {
      boolean named = c.request().constraints().availableReadOnlyPaths().contains(path);
      boolean exists = !c.isStandard() || c.host().resolverFiles().contains(path);
      boolean there =
          any(
              c,
              path,
              mount -> mount.source().equals(Optional.of(path)) && mount.options().contains("ro"));
      boolean networks =
          c.network() || NetworkInvariants.isPrivate(c) && path.equals("/etc/services");
      if (there != (named || networks && exists)) {
        found.add(path + ": " + (there ? "is there" : "is not there"));
      }
    }
    return found;
  }

  static List<String> recursive(SandboxCase c) {
    boolean known =
        c.host().runtimeFeatures().map(f -> f.mountOptions().contains("rro")).orElse(false);
    List<String> found = new ArrayList<>();
    for (Mount mount : c.spec().mounts()) {
      boolean readOnly = SandboxCase.isBind(mount) && mount.options().contains("ro");
      if (mount.options().contains("rro") != (readOnly && known)) {
        found.add(mount.destination() + ": " + mount.options());
      }
    }
    return found;
  }

  static List<String> lockedFlags(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (Mount mount : c.spec().mounts()) {
      Optional<String> source = hostSource(c, mount);
      Set<String> missing =
          new TreeSet<>(source.map(path -> flagsAt(c.host(), path)).orElse(Set.of()));
      mount.options().forEach(missing::remove);
      if (!missing.isEmpty()) {
        found.add(mount.destination() + " drops " + missing);
      }
    }
    return found;
  }

  /** Where on the host a read-only bind comes from. */
  private static Optional<String> hostSource(SandboxCase c, Mount mount) {
    String source = mount.source().orElse("");
    if (!SandboxCase.isBind(mount)) {
      return Optional.empty();
    }
    if (source.startsWith("inputs/")) {
      return c.request().inputs().stream()
          .filter(input -> source.equals("inputs/" + input.name()))
          .findFirst()
          .flatMap(BuildInput::source)
          .map(Object::toString);
    }
    return Optional.of(source).filter(path -> path.startsWith("/"));
  }

  /** The flags of the longest entry that is the path or a folder above it. */
  private static Set<String> flagsAt(HostFacts host, String path) {
    String nearest = "";
    for (String entry : host.mountFlags().keySet()) {
      boolean above = entry.equals("/") || path.equals(entry) || path.startsWith(entry + "/");
      if (above && entry.length() > nearest.length()) {
        nearest = entry;
      }
    }
    return host.mountFlags().getOrDefault(nearest, Set.of());
  }

  private static boolean any(SandboxCase c, String destination, Predicate<Mount> wanted) {
    return c.spec().mounts().stream()
        .filter(mount -> mount.destination().equals(destination))
        .filter(SandboxCase::isBind)
        .anyMatch(wanted);
  }
}
