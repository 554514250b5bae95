package dev.ocispec.json.fuzz;

import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Changes one value of a tree so that it stays JSON, and often stays what it was: scalars become
 * others of their kind, elements and members are dropped, repeated, exchanged or renamed.
 */
final class TokenEdit {
  private static final List<String> TEXTS =
      List.of(
          "", "/", "..", "a\u0000b", "\u00fc\ud83d\ude00", "1.0.0", "1.3.0-rc.1", "root", "\u017f");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "-0",
          "2147483648",
          "4294967295",
          "9223372036854775807",
          "18446744073709551615",
          "18446744073709551616",
          "1.0",
          "1e2");

  private final Random random;
  private int left;

  TokenEdit(Random random) {
    this.random = random;
  }

  /** The tree with one of its values changed; {@code other} is what may be put into it. */
  JsonValue apply(JsonValue tree, JsonValue other) {
    left = random.nextInt(size(tree));
    return changed(tree, other);
  }

  private static int size(JsonValue tree) {
    int size = 1;
    for (JsonValue element : tree.elements()) {
      size += size(element);
    }
    for (JsonValue member : tree.members().values()) {
      size += size(member);
    }
    return size;
  }

  private JsonValue changed(JsonValue tree, JsonValue other) {
    boolean here = left-- == 0;
    return switch (tree.kind()) {
      case OBJECT -> JsonValue.object(here ? members(tree, other) : below(tree.members(), other));
      case LIST -> JsonValue.list(here ? elements(tree, other) : below(tree.elements(), other));
      default -> here ? scalar(tree) : tree;
    };
  }

  private Map<String, JsonValue> below(Map<String, JsonValue> members, JsonValue other) {
    Map<String, JsonValue> all = new TreeMap<>();
    members.forEach((name, member) -> all.put(name, left < 0 ? member : changed(member, other)));
    return all;
  }

  private List<JsonValue> below(List<JsonValue> elements, JsonValue other) {
    List<JsonValue> all = new ArrayList<>();
    elements.forEach(element -> all.add(left < 0 ? element : changed(element, other)));
    return all;
  }

  private Map<String, JsonValue> members(JsonValue object, JsonValue other) {
    Map<String, JsonValue> all = new TreeMap<>(object.members());
    if (all.isEmpty()) {
      return Map.of("x-new", other);
    }
    String name = any(List.copyOf(all.keySet()));
    switch (random.nextInt(5)) {
      case 0 -> all.remove(name);
      case 1 -> all.put(name, JsonValue.NULL);
      case 2 -> all.put(name.toUpperCase(Locale.ROOT), all.remove(name));
      case 3 -> all.put(name + "x", all.get(name));
      default -> all.put("x-" + random.nextInt(9), other);
    }
    return all;
  }

  private List<JsonValue> elements(JsonValue list, JsonValue other) {
    List<JsonValue> all = new ArrayList<>(list.elements());
    if (all.isEmpty()) {
      return List.of(other);
    }
    JsonValue element = any(all);
    switch (random.nextInt(4)) {
      case 0 -> all.remove(element);
      case 1 -> all.add(element);
      case 2 -> Collections.shuffle(all, random);
      default -> all.add(random.nextInt(all.size()), scalar(element));
    }
    return all;
  }

  /** Another scalar of the same kind; anything else stays as it is. */
  private JsonValue scalar(JsonValue value) {
    return switch (value.kind()) {
      case TEXT -> JsonValue.of(text(value.asText().orElseThrow()));
      case INTEGER, NUMBER -> JsonValue.number(any(NUMBERS));
      case BOOLEAN -> JsonValue.of(!value.asBoolean().orElseThrow());
      case NULL -> any(List.of(JsonValue.EMPTY_OBJECT, JsonValue.EMPTY_LIST, JsonValue.of("")));
      case OBJECT, LIST -> value;
    };
  }

  private String text(String text) {
    return switch (random.nextInt(4)) {
      case 0 -> any(TEXTS);
      case 1 -> text + any(TEXTS);
      case 2 -> text.toUpperCase(Locale.ROOT);
      default -> text.substring(text.offsetByCodePoints(0, Math.min(1, text.length())));
    };
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
