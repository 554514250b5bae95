package dev.ocispec.image;

import dev.ocispec.imagespec.Descriptor;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.OciDocument;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The documents among the blobs of a layout; what is read has the digest that it was asked by. */
final class ImageBlobs {
  private final Path layout;

  ImageBlobs(Path layout) {
    this.layout = layout;
  }

  /**
   * A document.
   *
   * @param <T> its type
   * @param file where it is
   * @param content what it says
   */
  record Blob<T>(Path file, T content) {}

  /**
   * The document that a descriptor leads to.
   *
   * @param source the document that the descriptor is in, for messages
   */
  <T extends OciDocument> Blob<T> read(Path source, Descriptor descriptor, Class<T> type) {
    BlobDigest digest = BlobDigest.of(source, descriptor.digest());
    long size = descriptor.size();
    if (size < 0 || size > SmallFile.LARGEST) {
      throw new ImageLayoutException(
          source,
          "a size from 0 to " + SmallFile.LARGEST + " bytes for " + descriptor.digest(),
          Long.toString(size));
    }
    List<Path> places = digest.places(layout);
    Path file = places.get(2);
    byte[] content = embedded(source, descriptor, file).orElseGet(() -> stored(places));
    if (content.length != size) {
      throw new ImageLayoutException(
          file, size + " bytes as its descriptor says", content.length + " bytes");
    }
    digest.verify(file, content);
    return new Blob<>(file, parse(file, content, type));
  }

  static <T extends OciDocument> T parse(Path file, byte[] content, Class<T> type) {
    try {
      return Json.read(content, type);
    } catch (UnreadableDocumentException e) {
      throw new ImageLayoutException(file, e);
    }
  }

  /** What the descriptor holds in the place of a file that is not there. */
  private static Optional<byte[]> embedded(Path source, Descriptor descriptor, Path file) {
    if (descriptor.data().isEmpty() || SmallFile.exists(file)) {
      return Optional.empty();
    }
    try {
      return descriptor.data().map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException e) {
      throw new ImageLayoutException(
          source, "Base64 in the data of " + descriptor.digest(), "another text", e);
    }
  }

  private static byte[] stored(List<Path> places) {
    places.subList(0, 2).forEach(SmallFile::requireFolder);
    return SmallFile.bytes(places.get(2));
  }
}
