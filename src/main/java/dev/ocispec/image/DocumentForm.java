package dev.ocispec.image;

import dev.ocispec.image.ImageBlobs.Blob;
import dev.ocispec.imagespec.Descriptor;
import dev.ocispec.imagespec.ImageIndex;
import dev.ocispec.imagespec.ImageManifest;
import dev.ocispec.spec.OciDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a manifest or index must not be: another kind of document than the descriptor says, or one
 * that different programs could take for different kinds.
 */
final class DocumentForm {
  private static final int VERSION = 2;

  private DocumentForm() {}

  static void check(Blob<? extends OciDocument> blob, Descriptor descriptor) {
    Optional<String> type = Optional.empty();
    int version = VERSION;
    List<String> foreign = List.of();
    if (blob.content() instanceof ImageManifest manifest) {
      type = manifest.mediaType();
      version = manifest.schemaVersion();
      foreign = List.of("manifests");
    } else if (blob.content() instanceof ImageIndex index) {
      type = index.mediaType();
      version = index.schemaVersion();
      foreign = List.of("layers", "config");
    }
    version(blob.file(), version);
    type.filter(text -> !text.isEmpty() && !text.equals(descriptor.mediaType()))
        .ifPresent(
            text -> {
              throw new ImageLayoutException(
                  blob.file(),
                  "the media type that its descriptor says at /mediaType, "
                      + descriptor.mediaType(),
                  text);
            });
    for (String name : foreign) {
      if (blob.content().at("/" + name).isPresent()) {
        throw new ImageLayoutException(
            blob.file(), "nothing at /" + name + " in a document of its kind", "something");
      }
    }
  }

  /** Refuses a version of the form that is not the only one. */
  static void version(Path file, int version) {
    if (version != VERSION) {
      throw new ImageLayoutException(
          file, VERSION + " at /schemaVersion", Integer.toString(version));
    }
  }
}
