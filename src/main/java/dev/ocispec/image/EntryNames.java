package dev.ocispec.image;

import dev.ocispec.imagespec.Descriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which entries of a layout's index a name means. */
final class EntryNames {
  private static final String NAME = "org.opencontainers.image.ref.name";

  /** What containerd and docker add: the whole name, of which {@link #NAME} is only the tag. */
  private static final String WHOLE_NAME = "io.containerd.image.name";

  private final Path layout;
  private final List<Descriptor> entries;

  EntryNames(Path layout, List<Descriptor> entries) {
    this.layout = layout;
    this.entries = entries;
  }

  /** An entry's name. */
  static Optional<String> name(Descriptor entry) {
    return Optional.ofNullable(entry.annotations().get(NAME));
  }

  /** All names, whole ones where there are; digests of entries that have none. */
  static List<String> shown(List<Descriptor> entries) {
    return entries.stream()
        .map(entry -> wholeName(entry).or(() -> name(entry)).orElse(entry.digest()))
        .toList();
  }

  /**
   * The entries for a name, whole name or digest; none when there are none. There are several when
   * they are one image for several platforms.
   */
  List<Descriptor> meant(String reference) {
    if (reference.isEmpty()) {
      if (entries.stream().map(Descriptor::digest).distinct().count() > 1 && !haveOneName()) {
        throw ImageNotFoundException.among(layout, shown(entries));
      }
      return entries;
    }
    List<Descriptor> meant =
        entries.stream()
            .filter(
                entry ->
                    entry.digest().equals(reference)
                        || name(entry).equals(Optional.of(reference))
                        || wholeName(entry).equals(Optional.of(reference)))
            .toList();
    if (meant.stream().map(EntryNames::wholeName).distinct().count() > 1
        && meant.stream().map(Descriptor::digest).distinct().count() > 1) {
      throw ImageNotFoundException.ambiguous(layout, reference, shown(meant));
    }
    return meant;
  }

  private boolean haveOneName() {
    List<Optional<String>> names =
        entries.stream().map(entry -> wholeName(entry).or(() -> name(entry))).distinct().toList();
    return names.size() == 1 && names.get(0).isPresent();
  }

  private static Optional<String> wholeName(Descriptor entry) {
    return Optional.ofNullable(entry.annotations().get(WHOLE_NAME));
  }
}
