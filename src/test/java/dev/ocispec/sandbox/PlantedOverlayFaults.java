package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.PlantedFault.at;
import static dev.ocispec.sandbox.PlantedFault.of;
import static dev.ocispec.sandbox.PlantedFault.ofMount;
import static dev.ocispec.sandbox.PlantedFault.withoutOption;

import dev.ocispec.spec.Mount;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Faults of overlays and root file systems. */
final class PlantedOverlayFaults {
  private static final String INPUT = "/nix/store/lib";

  private PlantedOverlayFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        ofMount(
                "changes in a folder of the host",
                at(INPUT),
                options(o -> o.startsWith("upperdir=") ? "upperdir=/usr/lib" : o),
                Invariant.OVERLAY_CHANGES_GO_TO_THE_BUNDLE)
            .where(PlantedOverlayFaults::hasOverlay),
        ofMount(
            "one folder for the changes of two overlays",
            at("/var"),
            options(o -> o.startsWith("upperdir=") ? "upperdir=" + OverlayLayout.upper(INPUT) : o),
            Invariant.OVERLAY_CHANGES_GO_TO_THE_BUNDLE),
        ofMount(
                "an overlay that shows something else",
                at(INPUT),
                options(o -> o.startsWith("lowerdir=") ? "lowerdir=/home" : o),
                Invariant.OVERLAY_SHOWS_WHAT_IS_NAMED)
            .where(PlantedOverlayFaults::hasOverlay),
        ofMount(
            "additions that are hidden",
            at("/etc"),
            options(
                o ->
                    o.startsWith("lowerdir=")
                        ? "lowerdir=/srv/image/etc:" + OverlayLayout.additions("/etc")
                        : o),
            Invariant.OVERLAY_SHOWS_WHAT_IS_NAMED),
        withoutOption(
                "set-id programs in an overlay",
                at(INPUT),
                "nosuid",
                Invariant.OVERLAY_WITHOUT_SET_ID_AND_DEVICES)
            .where(PlantedOverlayFaults::hasOverlay),
        withoutOption(
                "devices in an overlay",
                at(INPUT),
                "nodev",
                Invariant.OVERLAY_WITHOUT_SET_ID_AND_DEVICES)
            .where(PlantedOverlayFaults::hasOverlay),
        withoutOption(
                "attributes that only the host's root can set",
                at(INPUT),
                "userxattr",
                Invariant.OVERLAY_ATTRIBUTES_SUIT_THE_NAMESPACE)
            .where(c -> hasOverlay(c) && c.rootless()),
        of(
                "an input as it is, in the place of the overlay",
                s ->
                    s.removeMount(INPUT)
                        .addMount(
                            m ->
                                m.destination(INPUT)
                                    .type("bind")
                                    .source("inputs/lib")
                                    .options("rbind", "ro", "rro", "nosuid", "nodev")),
                Invariant.OVERLAY_EXACTLY_WHERE_ASKED)
            .where(PlantedOverlayFaults::hasOverlay),
        ofMount(
                "a part of the root file system that can be changed",
                at("/usr"),
                options(o -> o.equals("ro") ? "rw" : o),
                Invariant.ROOT_FILE_SYSTEM_IS_THERE,
                Invariant.ONLY_SCRATCH_TMP_PROC_AND_DEV_WRITABLE,
                Invariant.READ_ONLY_IS_RECURSIVE_WHERE_KNOWN,
                Invariant.LOCKED_FLAGS_ARE_KEPT)
            .where(PlantedOverlayFaults::hasOverlay),
        of(
                "a part of the root file system left out",
                s -> s.removeMount("/usr"),
                Invariant.ROOT_FILE_SYSTEM_IS_THERE)
            .where(PlantedOverlayFaults::hasOverlay));
  }

  private static boolean hasOverlay(SandboxCase c) {
    return !c.request().constraints().overlays().isEmpty();
  }

  private static Consumer<Mount.Builder> options(UnaryOperator<String> change) {
    return builder -> builder.options(builder.build().options().stream().map(change).toList());
  }
}
