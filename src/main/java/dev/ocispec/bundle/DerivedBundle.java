package dev.ocispec.bundle;

import dev.ocispec.json.Json;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;

/** Another specification for the root, inputs and scratch folders of a bundle. */
final class DerivedBundle {
  private DerivedBundle() {}

  /** Writes it into a new folder; what is relative in it to the bundle becomes absolute. */
  static void write(Path bundle, Path place, Spec other) {
    BundleFolders.make(place, BundleFolders.permissionsOf(bundle));
    Spec.Builder absolute =
        other.toBuilder()
            .mounts(other.mounts().stream().map(mount -> absolute(bundle, mount)).toList())
            .root(root -> root.path(bundle.resolve(SandboxLayout.ROOT).toString()));
    Json.write(absolute.build(), place.resolve(Bundle.CONFIG));
  }

  private static Mount absolute(Path bundle, Mount mount) {
    return MountCover.isBind(mount) && mount.source().isPresent()
        ? mount.toBuilder().source(absolute(bundle, mount.source().get())).build()
        : mount;
  }

  /** As text, since a path would go through the encoding of the locale. */
  static String absolute(Path bundle, String source) {
    return source.startsWith("/") ? source : bundle + "/" + source;
  }
}
