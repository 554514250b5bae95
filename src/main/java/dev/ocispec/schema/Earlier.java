package dev.ocispec.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What older releases said.
 *
 * @param until the last release that said it
 * @param form what it said
 * @param <T> the kind of schema
 */
public record Earlier<T extends SchemaType>(Release until, T form) {

  /** The list with one more form, oldest first. */
  static <T extends SchemaType> List<Earlier<T>> add(List<Earlier<T>> known, Release last, T form) {
    List<Earlier<T>> all = new ArrayList<>(known);
    all.add(new Earlier<>(last, form));
    all.sort(Comparator.comparing(Earlier::until));
    return List.copyOf(all);
  }

  /** The form of {@code release}; empty when it says what the newest says. */
  static <T extends SchemaType> Optional<T> at(List<Earlier<T>> known, Release release) {
    return known.stream()
        .filter(earlier -> release.compareTo(earlier.until) <= 0)
        .map(Earlier::form)
        .findFirst();
  }
}
