package dev.ocispec.schema;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A string.
 *
 * @param pattern what it must match somewhere; empty when any text will do
 * @param closed whether only the known values are allowed
 * @param values the known values, each with the release that introduced it
 */
public record TextSchema(Optional<Pattern> pattern, boolean closed, Map<String, Release> values)
    implements SchemaType {

  /** Any string. */
  public static final TextSchema ANY = new TextSchema(Optional.empty(), false, Map.of());

  /** A string that must match {@code pattern}, an ECMA-262 expression. */
  public static TextSchema matching(String pattern) {
    return new TextSchema(Optional.of(EcmaPattern.compile(pattern)), false, Map.of());
  }

  /** The same with known values. */
  public TextSchema knowing(boolean onlyThese, Map<String, Release> known) {
    return new TextSchema(pattern, onlyThese, known);
  }

  @Override
  public String inWords() {
    return "a string";
  }
}
