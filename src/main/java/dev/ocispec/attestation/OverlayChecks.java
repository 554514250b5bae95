package dev.ocispec.attestation;

import dev.ocispec.host.internal.MountEntry;
import dev.ocispec.host.internal.MountTable;
import dev.ocispec.host.internal.OverlayMountOptions;
import dev.ocispec.sandbox.OverlayLayout;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Root;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of overlays: each shows the folders that are declared, and changes go above. */
final class OverlayChecks {
  private final Spec spec;
  private final List<MountEntry> seen;

  OverlayChecks(Spec spec, Observation observed) {
    this.spec = spec;
    this.seen = MountTable.of(observed.section("mounts")).entries();
  }

  List<AttestationCheck> all() {
    List<AttestationCheck> checks = new ArrayList<>();
    for (Mount mount : spec.mounts()) {
      if (isOverlay(mount)) {
        checks.add(layers(mount));
      } else if (isServed(mount)) {
        checks.add(
            AttestationCheck.equal(
                "overlay " + mount.destination(),
                "fuse.fuse-overlayfs",
                top(mount).map(MountEntry::type).orElse("not mounted")));
      }
    }
    return checks;
  }

  /** Places in which the probe tries to write. */
  static void places(Spec spec, List<String> readOnly, List<String> writable) {
    if (spec.root().flatMap(Root::readonly).equals(Optional.of(false))) {
      writable.add("/");
    }
    spec.mounts().stream()
        .filter(OverlayChecks::isOverlay)
        .forEach(
            mount ->
                (mount.options().contains("ro") ? readOnly : writable).add(mount.destination()));
  }

  /** Whether the build writes through an overlay, the kernel's or a served one. */
  static boolean hasWritable(Spec spec) {
    return spec.mounts().stream()
        .filter(mount -> isOverlay(mount) || isServed(mount))
        .anyMatch(mount -> !mount.options().contains("ro"));
  }

  private static boolean isOverlay(Mount mount) {
    return mount.type().filter("overlay"::equals).isPresent();
  }

  private static boolean isServed(Mount mount) {
    return mount
        .source()
        .filter(source -> source.endsWith(OverlayLayout.merged(mount.destination())))
        .isPresent();
  }

  private AttestationCheck layers(Mount mount) {
    List<String> expected = mount.options().stream().filter(OverlayChecks::isLayer).toList();
    Optional<MountEntry> top = top(mount);
    String found =
        top.map(entry -> entry.type() + " " + String.join(",", entry.options()))
            .orElse("not mounted");
    String plain = "," + withoutEscapes(found.substring(found.indexOf(' ') + 1)) + ",";
    boolean holds =
        top.filter(entry -> entry.type().equals("overlay")).isPresent()
            && expected.stream().allMatch(o -> plain.contains("," + withoutEscapes(o) + ","))
            && plain.contains(",upperdir=")
                == expected.stream().anyMatch(OverlayMountOptions::isUpper);
    return new AttestationCheck(
        "overlay " + mount.destination(), holds, "overlay " + String.join(",", expected), found);
  }

  private static boolean isLayer(String option) {
    return OverlayMountOptions.isUpper(option) || !OverlayMountOptions.lowers(option).isEmpty();
  }

  /** The kernel does not show them as they were given. */
  private static String withoutEscapes(String text) {
    return text.replace("\\", "");
  }

  private Optional<MountEntry> top(Mount mount) {
    return seen.stream()
        .filter(entry -> entry.place().equals(mount.destination()))
        .reduce((first, last) -> last);
  }
}
