package dev.ocispec.bundle;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.ocispec.json.Json;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
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
    Path config = place.resolve(Bundle.CONFIG);
    try {
      // Not synced: nobody reads it after a crash, since its folder is removed then.
      Files.writeString(config, Json.toPrettyString(absolute.build()), CREATE_NEW, WRITE);
    } catch (IOException e) {
      throw new BundleAccessException("write", config, e);
    }
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
