package dev.ocispec.image;

import dev.ocispec.image.ImageBlobs.Blob;
import dev.ocispec.imagespec.Descriptor;
import dev.ocispec.imagespec.Image;
import dev.ocispec.imagespec.ImageIndex;
import dev.ocispec.imagespec.ImageManifest;
import dev.ocispec.imagespec.ImagePlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The manifests behind some entries of an index, through all indexes in it. Each document is read
 * once, however often it is listed, so that a few small files can't cause endless work. Entries of
 * other kinds do not count.
 */
final class ManifestSearch {
  private static final int DEEPEST = 8;

  private final ImageBlobs blobs;
  private final Set<String> indexes = new HashSet<>();
  private final List<Entry> all = new ArrayList<>();
  private final Map<String, Optional<ImagePlatform>> platforms = new HashMap<>();

  ManifestSearch(ImageBlobs blobs) {
    this.blobs = blobs;
  }

  /**
   * An entry.
   *
   * @param source the index that it is in
   * @param descriptor what it says
   */
  record Entry(Path source, Descriptor descriptor) {
    boolean isIndex() {
      return ImageMediaTypes.isIndex(descriptor.mediaType());
    }

    boolean isManifest() {
      return ImageMediaTypes.isManifest(descriptor.mediaType());
    }

    /** Whether it is a builder's statement about another entry. */
    boolean isStatement() {
      return descriptor.platform().filter(platform -> platform.os().equals("unknown")).isPresent();
    }
  }

  /** Looks into an entry, and into all that it lists. */
  ManifestSearch add(Entry entry) {
    add(entry, 0);
    return this;
  }

  private void add(Entry entry, int depth) {
    if (depth > DEEPEST) {
      throw new ImageLayoutException(
          entry.source(), "indexes in at most " + DEEPEST + " levels", "more");
    }
    all.add(entry);
    if (entry.isIndex() && indexes.add(entry.descriptor().digest())) {
      Blob<ImageIndex> index = blobs.read(entry.source(), entry.descriptor(), ImageIndex.class);
      DocumentForm.check(index, entry.descriptor());
      for (Descriptor listed : index.content().manifests()) {
        add(new Entry(index.file(), listed), depth + 1);
      }
    }
  }

  /** The first entry with that digest. */
  Optional<Entry> withDigest(String digest) {
    return all.stream().filter(entry -> entry.descriptor().digest().equals(digest)).findFirst();
  }

  /** The manifests, without statements about others. */
  List<Entry> manifests() {
    return all.stream().filter(Entry::isManifest).filter(entry -> !entry.isStatement()).toList();
  }

  /**
   * The manifest that suits the platform best, the first of equals.
   *
   * @param others gets the platforms that were found, for messages
   */
  Optional<Blob<ImageManifest>> best(ImagePlatform wanted, List<String> others) {
    Optional<Entry> best = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (Entry entry : manifests()) {
      Optional<ImagePlatform> platform = platform(entry);
      platform.map(Platforms::text).ifPresent(others::add);
      OptionalInt distance =
          platform.map(p -> Platforms.distance(p, wanted)).orElseGet(OptionalInt::empty);
      if (distance.isPresent() && distance.getAsInt() < least) {
        best = Optional.of(entry);
        least = distance.getAsInt();
      }
    }
    return best.map(this::manifest);
  }

  Blob<ImageManifest> manifest(Entry entry) {
    Blob<ImageManifest> manifest =
        blobs.read(entry.source(), entry.descriptor(), ImageManifest.class);
    DocumentForm.check(manifest, entry.descriptor());
    return manifest;
  }

  /** What the entry says of its platform, else what the configuration says, if it is an image. */
  private Optional<ImagePlatform> platform(Entry entry) {
    if (entry.descriptor().platform().isPresent()) {
      return entry.descriptor().platform();
    }
    return platforms.computeIfAbsent(entry.descriptor().digest(), digest -> configured(entry));
  }

  private Optional<ImagePlatform> configured(Entry entry) {
    Blob<ImageManifest> manifest = manifest(entry);
    Descriptor configuration = manifest.content().config();
    return ImageMediaTypes.isConfiguration(configuration.mediaType())
        ? Optional.of(
            Platforms.of(blobs.read(manifest.file(), configuration, Image.class).content()))
        : Optional.empty();
  }
}
