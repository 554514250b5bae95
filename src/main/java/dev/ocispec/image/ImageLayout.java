package dev.ocispec.image;

import dev.ocispec.image.ImageBlobs.Blob;
import dev.ocispec.image.ManifestSearch.Entry;
import dev.ocispec.imagespec.Descriptor;
import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageIndex;
import dev.ocispec.imagespec.ImageManifest;
import dev.ocispec.imagespec.ImagePlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder with images in the layout of the image specification: {@code oci-layout}, {@code
 * index.json} and {@code blobs}. Documents of the image specification and docker's own are taken.
 *
 * <p>What is read is checked against the size and digest that it was asked by, is no longer than 4
 * MiB, and is a regular file: symbolic links in the folder are refused. Layers are not touched,
 * which is for other tools.
 */
public final class ImageLayout {
  private static final String INDEX = "index.json";

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
   * @param folder the folder; it can be a symbolic link itself
   * @throws ImageLayoutException when it is none, of another version, or can't be read
   */
  public static ImageLayout open(Path folder) {
    LayoutMarker.check(folder);
    Path file = folder.resolve(INDEX);
    ImageIndex index = ImageBlobs.parse(file, SmallFile.bytes(file), ImageIndex.class);
    DocumentForm.version(file, index.schemaVersion());
    return new ImageLayout(folder, index);
  }

  /** {@return the document {@code index.json}} */
  public ImageIndex index() {
    return index;
  }

  /**
   * {@return the names of the images in their order, without those that have none: {@code
   * org.opencontainers.image.ref.name} of the entries}
   */
  public List<String> references() {
    return index.manifests().stream().flatMap(entry -> EntryNames.name(entry).stream()).toList();
  }

  /**
   * {@return the manifest of an image for a platform}
   *
   * <p>Of several that can run there the one for the newest variant of the processor counts, then
   * the first. An entry without platform is for the one that its configuration says.
   *
   * @param reference its name, for instance {@code latest}, or its digest; the empty text for the
   *     only one in the layout
   * @param platform what it is to run on; an absent variant is the usual one: {@code v8} of {@code
   *     arm64}, {@code v7} of {@code arm}
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when a document is missing, damaged or not what it should be
   */
  public ImageManifest manifest(String reference, ImagePlatform platform) {
    return best(search(reference), reference, platform).content();
  }

  /**
   * {@return the configuration of an image for a platform}
   *
   * @param reference its name or digest, as for {@link #manifest}
   * @param platform what it is to run on, as for {@link #manifest}
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when a document is missing, damaged or not what it should be
   */
  public Image configuration(String reference, ImagePlatform platform) {
    return configuration(best(search(reference), reference, platform));
  }

  /**
   * {@return the configuration of an image: the only one, whatever it is for, or, of several, the
   * one for Linux on the processor that this program runs on}
   *
   * @param reference its name or digest, as for {@link #manifest}
   * @throws ImageNotFoundException when there is none such
   * @throws ImageLayoutException when a document is missing, damaged or not what it should be
   */
  public Image configuration(String reference) {
    ManifestSearch search = search(reference);
    List<Entry> manifests = search.manifests();
    return configuration(
        manifests.size() == 1
            ? search.manifest(manifests.get(0))
            : best(search, reference, Platforms.ofCaller()));
  }

  private Blob<ImageManifest> best(
      ManifestSearch search, String reference, ImagePlatform platform) {
    List<String> platforms = new ArrayList<>();
    return search
        .best(platform, platforms)
        .orElseThrow(
            () ->
                ImageNotFoundException.of(
                    folder, (reference + " for " + Platforms.text(platform)).strip(), platforms));
  }

  private Image configuration(Blob<ImageManifest> manifest) {
    Descriptor configuration = manifest.content().config();
    if (!ImageMediaTypes.isConfiguration(configuration.mediaType())) {
      throw new ImageLayoutException(
          manifest.file(),
          "an image's configuration at /config/mediaType",
          configuration.mediaType() + ", which belongs to another kind of artifact");
    }
    return blobs.read(manifest.file(), configuration, Image.class).content();
  }

  /** What is behind the entries that are meant. */
  private ManifestSearch search(String reference) {
    ManifestSearch search = new ManifestSearch(blobs);
    List<Descriptor> meant = new EntryNames(folder, index.manifests()).meant(reference);
    Path source = folder.resolve(INDEX);
    meant.forEach(entry -> search.add(new Entry(source, entry)));
    if (!meant.isEmpty()) {
      return search;
    }
    Optional<Entry> nested = Optional.empty();
    if (BlobDigest.is(reference)) {
      ManifestSearch everything = new ManifestSearch(blobs);
      index.manifests().forEach(entry -> everything.add(new Entry(source, entry)));
      nested = everything.withDigest(reference);
    }
    return search.add(
        nested.orElseThrow(
            () ->
                ImageNotFoundException.of(folder, reference, EntryNames.shown(index.manifests()))));
  }
}
