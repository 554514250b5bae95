package dev.ocispec.spec.internal;

import dev.ocispec.spec.OpenText;
import java.util.List;
import java.util.function.Function;

/**
 * The known values of a string type, so that a document's text becomes the one that is there
 * already.
 *
 * @param <T> the type that stands for the strings, or the string itself
 */
public final class KnownTexts<T> {
  private final WordTable words;
  private final List<T> values;
  private final Function<String, T> others;

  private KnownTexts(WordTable words, List<T> values, Function<String, T> others) {
    this.words = words;
    this.values = values;
    this.others = others;
  }

  /** The values of a type of its own; {@code others} makes those that are not known. */
  public static <T extends OpenText> KnownTexts<T> of(List<T> known, Function<String, T> others) {
    return new KnownTexts<>(
        new WordTable(known.stream().map(OpenText::text).toList()), known, others);
  }

  /** Values that are strings. */
  public static KnownTexts<String> of(List<String> known) {
    return new KnownTexts<>(new WordTable(known), known, Function.identity());
  }

  /** The texts of the known values. */
  public WordTable words() {
    return words;
  }

  /** The known value at a place of {@link #words()}. */
  public T value(int place) {
    return values.get(place);
  }

  /** The value of any text. */
  public T value(String text) {
    int place = words.find(text);
    return place < 0 ? other(text) : value(place);
  }

  /** The value of a text that is not among the known ones. */
  public T other(String text) {
    return others.apply(text);
  }
}
