package dev.ocispec.sandbox;

import dev.ocispec.host.internal.OverlayMountOptions;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Promises about overlays and root file systems. */
final class OverlayInvariants {
  private static final Set<String> ROOTS_OWN = Set.of("proc", "sys", "dev", "tmp");

  private OverlayInvariants() {}

  static boolean isOverlay(Mount mount) {
    return mount.type().filter("overlay"::equals).isPresent();
  }

  /** Whether the request asks for a place to be writable that is not. */
  static boolean isAsked(SandboxCase c, String destination) {
    return places(c).contains(destination);
  }

  /** Where there are to be writable overlays. */
  private static Set<String> places(SandboxCase c) {
    Set<String> places = new TreeSet<>();
    c.request().constraints().overlays().stream()
        .filter(path -> !path.equals("/"))
        .forEach(path -> places.add("/" + path));
    if (c.request().constraints().overlays().contains("/")) {
      places.addAll(rootParts(c));
    }
    return places;
  }

  /** The folders of the root file system that nothing else of the request takes the place of. */
  private static Set<String> rootParts(SandboxCase c) {
    Set<String> parts = new TreeSet<>();
    c.request()
        .constraints()
        .rootFs()
        .ifPresent(
            root ->
                c.host().trees().roots().get(root.toString()).folders().stream()
                    .filter(name -> !ROOTS_OWN.contains(name))
                    .filter(name -> !c.request().scratchPaths().contains(name))
                    .forEach(name -> parts.add("/" + name)));
    return parts;
  }

  static List<String> exactlyWhereAsked(SandboxCase c) {
    Set<String> found = new TreeSet<>();
    overlays(c)
        .filter(mount -> mount.options().contains("rw"))
        .forEach(mount -> found.add(mount.destination()));
    return found.equals(places(c)) ? List.of() : List.of(found + ", asked for " + places(c));
  }

  static List<String> changesGoToTheBundle(SandboxCase c) {
    List<String> found = new ArrayList<>();
    overlays(c)
        .forEach(
            mount -> {
              String place = OverlayLayout.folder(mount.destination());
              List<String> changing =
                  mount.options().stream()
                      .filter(o -> o.startsWith("upperdir=") || o.startsWith("workdir="))
                      .toList();
              List<String> expected =
                  mount.options().contains("rw")
                      ? List.of("upperdir=" + place + "/upper", "workdir=" + place + "/work")
                      : List.of();
              if (!changing.equals(expected)) {
                found.add(mount.destination() + ": " + changing);
              }
            });
    return found;
  }

  static List<String> showsWhatIsNamed(SandboxCase c) {
    List<String> found = new ArrayList<>();
    overlays(c)
        .forEach(
            mount -> {
              List<String> lowers =
                  mount.options().stream()
                      .flatMap(o -> OverlayMountOptions.lowers(o).stream())
                      .toList();
              String lower = OverlayLayout.lower(c.request(), mount.destination());
              String additions = OverlayLayout.folder(mount.destination()) + "/additions";
              List<String> expected =
                  mount.options().contains("rw") ? List.of(lower) : List.of(additions, lower);
              if (!lowers.equals(expected)) {
                found.add(mount.destination() + ": " + lowers);
              }
            });
    return found;
  }

  static List<String> withoutSetIdAndDevices(SandboxCase c) {
    return overlays(c)
        .filter(mount -> !mount.options().containsAll(List.of("nosuid", "nodev")))
        .map(mount -> mount.destination() + ": " + mount.options())
        .toList();
  }

  /** What only the host's root can keep track of is off in a user namespace. */
  static List<String> attributes(SandboxCase c) {
    return overlays(c)
        .filter(
            mount ->
                mount.options().contains("userxattr") != c.rootless()
                    || mount.options().contains("metacopy=on")
                        != (!c.rootless() && mount.options().contains("rw")))
        .map(mount -> mount.destination() + ": " + mount.options())
        .toList();
  }

  /** All of a root file system is there; what is not to be written to is read-only. */
  static List<String> rootFileSystem(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (String place : rootParts(c)) {
      boolean there =
          c.mountAt(place)
              .filter(
                  mount ->
                      isOverlay(mount)
                          || mount
                              .source()
                              .orElse("")
                              .equals(OverlayLayout.lower(c.request(), place)))
              .filter(mount -> mount.options().contains("ro") != isAsked(c, place))
              .isPresent();
      if (!there) {
        found.add(place + " is not that of the root file system: " + c.mountAt(place));
      }
    }
    return found;
  }

  /** The folders on the host that are parts of the root file system. */
  static List<String> rootFolders(SandboxCase c) {
    return rootParts(c).stream().map(place -> OverlayLayout.lower(c.request(), place)).toList();
  }

  /** Whether the whole root file system is to be writable. */
  static boolean overRoot(SandboxCase c) {
    return c.isStandard() && c.request().constraints().overlays().contains("/");
  }

  private static Stream<Mount> overlays(SandboxCase c) {
    return c.spec().mounts().stream().filter(OverlayInvariants::isOverlay);
  }
}
