package dev.ocispec.image;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that makes a folder a layout. */
final class LayoutMarker {
  private static final String NAME = "oci-layout";
  private static final String SAVED = "manifest.json";
  private static final String MEMBER = "imageLayoutVersion";

  /** A change that old readers could not stand would bring another one. */
  private static final String VERSION = "1.0.0";

  private LayoutMarker() {}

  /** Refuses a folder that is none, or of a version that is not known. */
  static void check(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ImageLayoutException(
          folder,
          "a folder with an image layout",
          Files.exists(folder)
              ? "no folder; make one of an archive: skopeo copy oci-archive:"
                  + folder
                  + " oci:LAYOUT, or docker-archive: for one of docker save"
              : "nothing");
    }
    Path file = folder.resolve(NAME);
    if (!Files.exists(file) && Files.exists(folder.resolve(SAVED))) {
      throw new ImageLayoutException(
          folder,
          "an image layout",
          "what docker saved before version 25; make a layout of the archive: "
              + "skopeo copy docker-archive:SAVED.tar oci:LAYOUT");
    }
    JsonValue version = read(file).members().getOrDefault(MEMBER, JsonValue.NULL);
    if (!version.equals(JsonValue.of(VERSION))) {
      throw new ImageLayoutException(
          file,
          "\"" + VERSION + "\" at /" + MEMBER,
          version.isNull() ? "none" : version.toString());
    }
  }

  private static JsonValue read(Path file) {
    try {
      return JsonValues.read(SmallFile.bytes(file), JsonLimits.DEFAULT);
    } catch (UnreadableDocumentException e) {
      throw new ImageLayoutException(file, e);
    }
  }
}
