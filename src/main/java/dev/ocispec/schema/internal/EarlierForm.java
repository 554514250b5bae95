package dev.ocispec.schema.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What older releases said.
 *
 * @param until the last release that said it
 * @param form what it said
 * @param <T> the kind of schema
 */
public record EarlierForm<T extends SchemaType>(SchemaRelease until, T form) {

  /** The list with one more form, oldest first. */
  static <T extends SchemaType> List<EarlierForm<T>> add(
      List<EarlierForm<T>> known, SchemaRelease last, T form) {
    List<EarlierForm<T>> all = new ArrayList<>(known);
    all.add(new EarlierForm<>(last, form));
    all.sort((one, other) -> one.until().compareTo(other.until()));
    return List.copyOf(all);
  }

  /** The form of {@code release}; empty when it says what the newest says. */
  static <T extends SchemaType> Optional<T> at(List<EarlierForm<T>> known, SchemaRelease release) {
    return known.stream()
        .filter(earlier -> release.compareTo(earlier.until) <= 0)
        .map(EarlierForm::form)
        .findFirst();
  }
}
