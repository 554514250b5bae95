package dev.ocispec.bundle;

import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.internal.OverlayMountOptions;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.OverlayLayout;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The overlays of one bundle: their folders, what is in them at first, and what is in the end. */
final class BundleOverlays {
  private static final String OVERLAY_TYPE = "overlay";

  private final Path bundle;
  private final Spec spec;
  private final MountCover cover;
  private final TreeOwner owner;
  private final RootParts root;
  private final List<OverlayPart> parts = new ArrayList<>();

  /** Those of a specification, whose paths may be relative to the bundle or absolute. */
  BundleOverlays(Path bundle, BuildRequest request, Spec spec, TreeOwner owner, RootParts root) {
    this.bundle = bundle;
    this.root = root;
    this.spec = spec;
    this.cover = new MountCover(spec.mounts());
    this.owner = owner;
    spec.mounts().forEach(m -> OverlayPart.of(m, bundle, request).ifPresent(parts::add));
  }

  /** Makes the folders; {@code permissions} let the container's root in. */
  void make(String permissions) {
    if (parts.isEmpty()) {
      return;
    }
    BundleFolders.make(bundle.resolve(OverlayLayout.OVERLAYS), permissions);
    for (OverlayPart part : parts) {
      BundleFolders.make(bundle.resolve(OverlayLayout.folder(part.place())), permissions);
      OverlayFolders.make(bundle.resolve(part.above()), part.lowerFolder());
      if (part.writable()) {
        BundleFolders.make(bundle.resolve(part.work()), BundleFolders.PRIVATE);
      }
      BundleFolders.make(bundle.resolve(part.merged()), permissions);
    }
  }

  /** The folders above those that the build can write to. */
  List<Path> writable() {
    return parts.stream()
        .filter(OverlayPart::writable)
        .map(part -> bundle.resolve(part.above()))
        .toList();
  }

  /** The overlay that shows what is at an absolute path of the container, all mounts considered. */
  Optional<OverlayPart> at(String path) {
    return cover.of(path).flatMap(this::of);
  }

  /** The overlay that a mount of the specification is. */
  Optional<OverlayPart> of(Mount mount) {
    return parts.stream().filter(p -> p.place().equals(mount.destination())).findFirst();
  }

  /** Makes a place for a mount in an overlay. */
  void makePlace(OverlayPart part, String place, boolean folder) {
    Path above = bundle.resolve(part.above());
    String below = below(part, place);
    if (folder) {
      OverlayFolders.folders(place, above, part.lowerFolder(), below);
    } else {
      OverlayFolders.file(place, above, part.lowerFolder(), below, new byte[0]);
    }
  }

  /** Puts a file into an overlay. */
  void write(OverlayPart part, String place, byte[] contents) {
    OverlayFolders.file(
        place, bundle.resolve(part.above()), part.lowerFolder(), below(part, place), contents);
  }

  /** Gives the build what it is to be able to change, and the container's root the rest. */
  void give(ProcessIds ids) {
    for (OverlayPart part : parts) {
      Path above = bundle.resolve(part.above());
      if (part.writable()) {
        giveWritable(part, above, ids);
      } else {
        owner.give(List.of(above), ids.hostRoot(), ids.hostRootGroup());
      }
      if (part.kind() == OverlayKind.FUSE) {
        // For an input the link in the bundle, since fuse-overlayfs takes no colon in a path.
        String lower = part.lower().toString();
        new FuseOverlays(owner.caller())
            .mount(
                part,
                bundle,
                part.writable() ? List.of(lower) : List.of(above.toString(), lower),
                ids);
      }
    }
  }

  private void giveWritable(OverlayPart part, Path above, ProcessIds ids) {
    switch (part.kind()) {
      case KERNEL -> giveByKernel(part, ids);
      case USER_NAMESPACE -> {
        new OverlayCopies(ids.hostUid()).fill(above, part.lowerFolder());
        owner.give(List.of(above), ids.hostUid(), ids.hostGid());
        Path work = bundle.resolve(part.work());
        owner.give(List.of(work), ids.hostRoot(), ids.hostRootGroup());
      }
      // It shows everything as the build's.
      case FUSE -> owner.give(List.of(above), ids.hostUid(), ids.hostGid());
    }
  }

  /** Changes the owner of all that the overlay shows, which copies nothing but the inodes. */
  private void giveByKernel(OverlayPart part, ProcessIds ids) {
    try (OverlayView view = OverlayView.open(owner.caller())) {
      String merged = mount(view, part).toString();
      view.run(List.of("chown", "-R", "-h", "--", ids.hostUid() + ":" + ids.hostGid(), merged));
      view.run(
          List.of(
              "find", merged, "-xdev", "-type", "d", "!", "-perm", "-700", "-exec", "chmod",
              "u+rwx", "{}", "+"));
    }
  }

  private Path mount(OverlayView view, OverlayPart part) {
    Path merged = bundle.resolve(part.merged());
    Mount mount =
        spec.mounts().stream()
            .filter(m -> m.destination().equals(part.place()))
            .findFirst()
            .orElseThrow();
    view.mount(layers(mount), merged);
    return merged;
  }

  /** The options that say what lies over what, with absolute paths. */
  private List<String> layers(Mount mount) {
    return mount.options().stream()
        .filter(
            option -> option.contains("=") || OverlayMountOptions.USER_NAMESPACE.contains(option))
        .map(option -> OverlayMountOptions.absolute(option, bundle.toString()))
        .toList();
  }

  /** The specification with absolute paths in the options of overlays. */
  Spec absolute() {
    return parts.isEmpty()
        ? spec
        : spec.toBuilder().mounts(spec.mounts().stream().map(this::absolute).toList()).build();
  }

  private Mount absolute(Mount mount) {
    return mount.type().filter(OVERLAY_TYPE::equals).isEmpty()
        ? mount
        : mount.toBuilder()
            .options(
                mount.options().stream()
                    .map(option -> OverlayMountOptions.absolute(option, bundle.toString()))
                    .toList())
            .build();
  }

  /**
   * Copies what the build left at paths in writable overlays, each to the folder that {@link
   * #collected} names; tells whether there is such a folder now. A path below a symbolic link is
   * not there.
   */
  boolean collect(List<String> paths) {
    Path all = bundle.resolve(COLLECTED);
    if (parts.stream().noneMatch(OverlayPart::writable) || Files.isDirectory(all)) {
      return false;
    }
    BundleFolders.make(all, BundleFolders.PRIVATE);
    for (OverlayPart part : parts) {
      List<String> own = paths.stream().filter(path -> isIn(part, place(path))).toList();
      if (!own.isEmpty()) {
        collect(part, own);
      }
    }
    if (parts.stream().anyMatch(part -> part.kind() == OverlayKind.FUSE)) {
      new FuseOverlays(owner.caller()).unmountIn(bundle);
    }
    return true;
  }

  /** Where a path of the request lies in the container. */
  private String place(String path) {
    return root.resolve("/" + path);
  }

  private boolean isIn(OverlayPart part, String place) {
    return part.writable() && at(place).filter(part::equals).isPresent();
  }

  private void collect(OverlayPart part, List<String> paths) {
    try (OverlayView view = OverlayView.open(owner.caller())) {
      Path merged =
          part.kind() == OverlayKind.FUSE ? bundle.resolve(part.merged()) : mount(view, part);
      for (String path : paths) {
        String below = below(part, place(path));
        Path seen = view.seen(merged);
        if (below.isEmpty() || BundleFolders.find(seen, below).isPresent()) {
          view.run(
              List.of(
                  "cp",
                  "-a",
                  "--no-preserve=ownership",
                  "--reflink=auto",
                  "--",
                  PathBytes.resolve(merged, below).toString(),
                  collected(path).toString()));
        }
      }
    }
  }

  /** The folder that has what the build left at paths in overlays. */
  static final String COLLECTED = "collected";

  /** Where an output in an overlay lies on the host once it is collected. */
  Path collected(String path) {
    return bundle.resolve(COLLECTED).resolve(SandboxLayout.scratchName(path));
  }

  private static String below(OverlayPart part, String place) {
    return place.equals(part.place()) ? "" : place.substring(part.place().length() + 1);
  }
}
