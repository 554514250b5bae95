package dev.ocispec.cdi;

import dev.ocispec.spec.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a plain word of YAML means: the core schema, and octal numbers as older YAML spells them.
 */
final class YamlScalar {
  private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final Pattern DECIMAL = Pattern.compile("(?:[+]|(-))?(0|[1-9][0-9]{0,18})");
  private static final Pattern OCTAL = Pattern.compile("0o?([0-7]{1,20})");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-fA-F]{1,15})");
  private static final Pattern FRACTION =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private YamlScalar() {}

  /** The value; {@code asText} where only a text is allowed, so that all but null is one. */
  static JsonValue of(String word, boolean asText) {
    if (NULL.matcher(word).matches()) {
      return JsonValue.NULL;
    }
    if (asText) {
      return JsonValue.of(word);
    }
    if (TRUE.matcher(word).matches()) {
      return JsonValue.of(true);
    }
    if (FALSE.matcher(word).matches()) {
      return JsonValue.of(false);
    }
    Matcher decimal = DECIMAL.matcher(word);
    if (decimal.matches()) {
      return JsonValue.number((decimal.group(1) == null ? "" : "-") + decimal.group(2));
    }
    Matcher octal = OCTAL.matcher(word);
    if (octal.matches()) {
      return JsonValue.of(Long.parseLong(octal.group(1), 8));
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(word);
    if (hexadecimal.matches()) {
      return JsonValue.of(Long.parseLong(hexadecimal.group(1), 16));
    }
    return FRACTION.matcher(word).matches() ? JsonValue.number(word) : JsonValue.of(word);
  }
}
