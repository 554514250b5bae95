package dev.ocispec.testkit;

import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * JSON text of a value, spelled in one of the many ways that mean the same: members in any order,
 * white space wherever it may stand, characters escaped or not.
 */
public final class Spelling {
  private static final List<String> SPACE = List.of("", "", "", " ", "\n\t", "\r\n  ");

  private static final HexFormat SMALL = HexFormat.of();
  private static final HexFormat LARGE = HexFormat.of().withUpperCase();

  private final Random choices;
  private final StringBuilder text = new StringBuilder();

  private Spelling(Random choices) {
    this.choices = choices;
  }

  /**
   * Text of {@code value}.
   *
   * @param choices tells which spelling; the same number gives the same text
   */
  public static String of(JsonValue value, long choices) {
    Spelling spelling = new Spelling(new Random(choices));
    spelling.space();
    spelling.value(value);
    spelling.space();
    return spelling.text.toString();
  }

  private void value(JsonValue value) {
    switch (value.kind()) {
      case OBJECT -> object(value.members());
      case LIST -> list(value.elements());
      case TEXT -> quote(value.asText().orElseThrow());
      default -> text.append(value);
    }
  }

  private void object(Map<String, JsonValue> members) {
    List<String> names = new ArrayList<>(members.keySet());
    Collections.shuffle(names, choices);
    text.append('{');
    space();
    String separator = "";
    for (String name : names) {
      separate(separator);
      quote(name);
      space();
      text.append(':');
      space();
      value(members.get(name));
      space();
      separator = ",";
    }
    text.append('}');
  }

  private void list(List<JsonValue> elements) {
    text.append('[');
    space();
    String separator = "";
    for (JsonValue element : elements) {
      separate(separator);
      value(element);
      space();
      separator = ",";
    }
    text.append(']');
  }

  private void separate(String separator) {
    text.append(separator);
    space();
  }

  private void space() {
    text.append(SPACE.get(choices.nextInt(SPACE.size())));
  }

  private void quote(String value) {
    text.append('"');
    value
        .codePoints()
        .forEach(
            c -> {
              boolean must = c < 0x20 || c == '"' || c == '\\';
              if (must || choices.nextInt(16) == 0) {
                // Both halves of a pair or none: a lone half is not JSON that UTF-8 can express.
                for (char unit : Character.toChars(c)) {
                  text.append(escape(unit));
                }
              } else {
                text.appendCodePoint(c);
              }
            });
    text.append('"');
  }

  private String escape(char c) {
    int known = "\"\\/\b\f\n\r\t".indexOf(c);
    return known >= 0 && choices.nextBoolean()
        ? "\\" + "\"\\/bfnrt".charAt(known)
        : "\\u" + (choices.nextBoolean() ? SMALL : LARGE).toHexDigits(c);
  }
}
