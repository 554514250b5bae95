package dev.ocispec.schema.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A string.
 *
 * @param pattern what it must match somewhere; empty when any text will do
 * @param expression the pattern as the schema spells it; empty when there is none
 * @param closed whether only the known values are allowed
 * @param values the known values, each with the release that introduced it
 * @param earlier other patterns that older releases had, oldest first
 */
public record TextSchema(
    Optional<Pattern> pattern,
    String expression,
    boolean closed,
    Map<String, SchemaRelease> values,
    List<EarlierForm<TextSchema>> earlier)
    implements SchemaType {

  /** Any string. */
  public static final TextSchema ANY =
      new TextSchema(Optional.empty(), "", false, Map.of(), List.of());

  /** A string that must match {@code pattern}, an ECMA-262 expression; an empty one is none. */
  public static TextSchema matching(String pattern) {
    return pattern.isEmpty()
        ? ANY
        : new TextSchema(
            Optional.of(EcmaPattern.compile(pattern)), pattern, false, Map.of(), List.of());
  }

  /** The same with known values. */
  public TextSchema knowing(boolean onlyThese, Map<String, SchemaRelease> known) {
    return new TextSchema(pattern, expression, onlyThese, known, earlier);
  }

  /** The same with another pattern up to the release {@code last}; an empty one is none. */
  public TextSchema until(SchemaRelease last, String otherPattern) {
    return new TextSchema(
        pattern,
        expression,
        closed,
        values,
        EarlierForm.add(earlier, last, matching(otherPattern)));
  }

  @Override
  public TextSchema at(SchemaRelease release) {
    Map<String, SchemaRelease> known = new LinkedHashMap<>();
    values.forEach(
        (value, since) -> {
          if (since.compareTo(release) <= 0) {
            known.put(value, since);
          }
        });
    TextSchema then = EarlierForm.at(earlier, release).orElse(this);
    return new TextSchema(
        then.pattern, then.expression, closed, Collections.unmodifiableMap(known), List.of());
  }

  @Override
  public String inWords() {
    return "a string";
  }
}
