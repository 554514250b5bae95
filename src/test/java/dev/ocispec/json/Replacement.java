package dev.ocispec.json;

import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a value in place of another one somewhere in a tree. */
public final class Replacement {
  private int left;

  private Replacement(int left) {
    this.left = left;
  }

  /**
   * The tree with {@code value} in place of one of its values.
   *
   * @param choice tells which one
   */
  public static JsonValue in(JsonValue tree, int choice, JsonValue value) {
    return new Replacement(Math.floorMod(choice, size(tree))).replaced(tree, value);
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

  private JsonValue replaced(JsonValue tree, JsonValue value) {
    if (left-- == 0) {
      return value;
    }
    if (tree.kind() == JsonValue.Kind.LIST) {
      List<JsonValue> elements = new ArrayList<>();
      tree.elements().forEach(element -> elements.add(replaced(element, value)));
      return JsonValue.list(elements);
    }
    if (tree.kind() == JsonValue.Kind.OBJECT) {
      Map<String, JsonValue> members = new TreeMap<>();
      tree.members().forEach((name, member) -> members.put(name, replaced(member, value)));
      return JsonValue.object(members);
    }
    return tree;
  }
}
