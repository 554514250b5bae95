package dev.ocispec.sandbox;

import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.internal.OverlayMountOptions;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.OverlayPlaces;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mounts by which a build can change what it was given, while that stays as it is: a folder of
 * the bundle lies above.
 */
final class OverlayMounts {
  private final PlanContext context;
  private final BuildRequest request;
  private final Optional<OverlayKind> kind;
  private boolean refused;

  OverlayMounts(PlanContext context, BuildIdentity identity) {
    this.context = context;
    this.request = context.request();
    this.kind = kind(context, identity);
  }

  /** Whether all of the root file system is writable. */
  static boolean overRoot(BuildRequest request) {
    return request.constraints().overlays().contains(OverlayPlaces.ALL);
  }

  /** What this host has for that, the most direct first. */
  private static Optional<OverlayKind> kind(PlanContext context, BuildIdentity identity) {
    Set<OverlayKind> works = context.host().trees().overlays();
    OverlayKind direct = context.userNamespace() ? OverlayKind.USER_NAMESPACE : OverlayKind.KERNEL;
    if (works.contains(direct)) {
      return Optional.of(direct);
    }
    long caller = context.host().uid();
    // What the caller mounts is for its own eyes, unless it is root.
    boolean served = caller == 0 || identity.hostUid().orElse(-1) == caller;
    return works.contains(OverlayKind.FUSE) && served
        ? Optional.of(OverlayKind.FUSE)
        : Optional.empty();
  }

  /** The overlays that the request names one by one. */
  List<Mount> ofRequest() {
    List<Mount> mounts = new ArrayList<>();
    for (String path : request.constraints().overlays()) {
      if (!path.equals(OverlayPlaces.ALL)) {
        mounts.add(writable("/" + path));
      }
    }
    return mounts;
  }

  /** One that the build can write to. */
  Mount writable(String place) {
    String lower = OverlayLayout.lower(request, place);
    check(lower);
    if (kind.equals(Optional.of(OverlayKind.USER_NAMESPACE))) {
      context
          .findings()
          .inform(
              SandboxRule.OVERLAY,
              "/constraints/overlays",
              "in a user namespace the files of "
                  + source(lower)
                  + " that are not the build's own are copied before it starts");
    }
    return of(
        place,
        "rw",
        lower,
        OverlayMountOptions.of(
            List.of(lower), OverlayLayout.upper(place), OverlayLayout.work(place), more(true)));
  }

  /** A part of the root file system that only the bundle adds something to. */
  Mount readOnly(String place) {
    String lower = OverlayLayout.lower(request, place);
    check(lower);
    List<String> options =
        new ArrayList<>(OverlayMountOptions.of(List.of(OverlayLayout.additions(place), lower)));
    options.addAll(more(false));
    return of(place, "ro", lower, options);
  }

  private Mount of(String place, String access, String lower, List<String> layers) {
    List<String> options = new ArrayList<>(List.of(access, "nosuid", "nodev"));
    if (context.host().flagsAt(source(lower)).contains("noexec")) {
      options.add("noexec");
    }
    if (kind.equals(Optional.of(OverlayKind.FUSE))) {
      options.add(0, "rbind");
      return Mounts.of(place, "bind", OverlayLayout.merged(place), options);
    }
    options.addAll(layers);
    return Mounts.of(place, "overlay", "overlay", options);
  }

  private List<String> more(boolean writable) {
    if (context.userNamespace()) {
      return OverlayMountOptions.USER_NAMESPACE;
    }
    return writable ? OverlayMountOptions.KERNEL : List.of();
  }

  private void check(String lower) {
    if (kind.isEmpty() && !refused) {
      refused = true;
      context
          .findings()
          .refuse(
              SandboxRule.OVERLAY,
              request.constraints().overlays().isEmpty()
                  ? "/constraints/rootFs"
                  : "/constraints/overlays",
              "expected a host that can lay a writable folder over another, found none of the"
                  + " kernel's overlays that user "
                  + context.host().uid()
                  + " can mount where bundles are, and no fuse-overlayfs that serves this build",
              "keep bundles on a file system such as ext4, xfs, btrfs or tmpfs, not on another"
                  + " overlay; without root use Linux 5.11 or later; or install fuse-overlayfs and"
                  + " allow /dev/fuse");
      return;
    }
    String source = source(lower);
    String below = source.endsWith("/") ? source : source + "/";
    boolean mountsBelow =
        context.host().mountFlags().keySet().stream()
            .anyMatch(m -> m.startsWith(below) && !m.equals(below));
    if (mountsBelow && context.userNamespace()) {
      context
          .findings()
          .refuse(
              SandboxRule.OVERLAY,
              "",
              "other file systems are mounted below "
                  + source
                  + ", and in a user namespace nothing can be laid over such a folder",
              "name a folder without mounts below it, or unmount them");
    } else if (mountsBelow) {
      context
          .findings()
          .warn(
              SandboxRule.OVERLAY,
              "",
              "other file systems are mounted below " + source + ": the build does not see them");
    }
  }

  /** Where on the host the lower folder of an overlay is. */
  private String source(String lower) {
    return request.inputs().stream()
        .filter(input -> Mounts.isAtOrBelow(lower, SandboxLayout.input(input.name())))
        .findFirst()
        .flatMap(BuildInput::source)
        .map(PathBytes::text)
        .orElse(lower);
  }
}
