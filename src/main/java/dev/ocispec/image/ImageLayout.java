package dev.ocispec.image;

import dev.ocispec.imagespec.Descriptor;
import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageIndex;
import dev.ocispec.imagespec.ImageManifest;
import dev.ocispec.imagespec.ImagePlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder with images in the layout of the image specification: {@code oci-layout}, {@code
 * index.json} and {@code blobs}. Documents are checked against their digests; layers are not
 * touched, which is for other tools.
 */
public final class ImageLayout {
  private static final String NAME = "org.opencontainers.image.ref.name";

  // Of version 1.0.0; a change that old readers could not stand would bring another one.
  private static final Pattern VERSION =
      Pattern.compile("\\s*\\{\\s*\"imageLayoutVersion\"\\s*:\\s*\"1\\.0\\.0\".*", Pattern.DOTALL);
  private static final int DEEPEST = 8;

  private final Path folder;
  private final ImageIndex index;
  private final ImageBlobs blobs;

  private ImageLayout(Path folder, ImageIndex index) {
    this.folder = folder;
    this.index = index;
    this.blobs = new ImageBlobs(folder);
  }

  /**
   * {@return the layout in a folder}
   *
   * @param folder the folder
   * @throws ImageLayoutException when it is none, of another version, or can't be read
   */
  public static ImageLayout open(Path folder) {
    Path marker = folder.resolve("oci-layout");
    String text = new String(ImageBlobs.bytes(marker), java.nio.charset.StandardCharsets.UTF_8);
    if (!VERSION.matcher(text).matches()) {
      throw new ImageLayoutException(marker, "the layout version 1.0.0", text.strip());
    }
    Path file = folder.resolve("index.json");
    return new ImageLayout(
        folder, ImageBlobs.parse(file, ImageBlobs.bytes(file), ImageIndex.class));
  }

  /** {@return the document {@code index.json}} */
  public ImageIndex index() {
    return index;
  }

  /** {@return the names of the images in their order, without those that have none} */
  public List<String> references() {
    return index.manifests().stream().flatMap(entry -> name(entry).stream()).toList();
  }

  /**
   * {@return the manifest of an image}
   *
   * @param reference its name, for instance {@code latest}, or its digest; the empty text for the
   *     only one in the layout
   * @param platform what it is to run on, for an image with several manifests
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when a document is missing, damaged or not what it should be
   */
  public ImageManifest manifest(String reference, ImagePlatform platform) {
    Descriptor entry = entry(reference);
    List<String> platforms = new ArrayList<>();
    return manifest(entry, platform, platforms, 0)
        .orElseThrow(
            () ->
                new ImageNotFoundException(
                    folder, reference + " for " + Platforms.text(platform), platforms));
  }

  /**
   * {@return the configuration of an image}
   *
   * @param reference its name or digest, as for {@link #manifest}
   * @param platform what it is to run on
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when a document is missing, damaged or not what it should be
   */
  public Image configuration(String reference, ImagePlatform platform) {
    return blobs.read(manifest(reference, platform).config(), Image.class);
  }

  private Descriptor entry(String reference) {
    List<Descriptor> found =
        index.manifests().stream()
            .filter(
                entry ->
                    reference.isEmpty()
                        || entry.digest().equals(reference)
                        || name(entry).equals(Optional.of(reference)))
            .toList();
    if (found.isEmpty() || reference.isEmpty() && found.size() > 1) {
      throw new ImageNotFoundException(
          folder, reference.isEmpty() ? "that is the only one" : reference, references());
    }
    return found.get(0);
  }

  private static Optional<String> name(Descriptor entry) {
    return Optional.ofNullable(entry.annotations().get(NAME));
  }

  /** The first manifest that fits, in this entry or in what it lists. */
  private Optional<ImageManifest> manifest(
      Descriptor entry, ImagePlatform platform, List<String> others, int depth) {
    if (depth > DEEPEST) {
      throw new ImageLayoutException(folder, "indexes in at most " + DEEPEST + " levels", "more");
    }
    if (!isIndex(entry)) {
      if (entry.platform().isEmpty() || Platforms.fits(entry.platform().get(), platform)) {
        return Optional.of(blobs.read(entry, ImageManifest.class));
      }
      others.add(Platforms.text(entry.platform().get()));
      return Optional.empty();
    }
    for (Descriptor listed : blobs.read(entry, ImageIndex.class).manifests()) {
      Optional<ImageManifest> found = manifest(listed, platform, others, depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isIndex(Descriptor entry) {
    return entry.mediaType().equals("application/vnd.oci.image.index.v1+json")
        || entry.mediaType().equals("application/vnd.docker.distribution.manifest.list.v2+json");
  }
}
