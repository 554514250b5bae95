package dev.ocispec.spec.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sets or removes what a pointer names in JSON of no particular type. */
final class TreeEdit {
  private final JsonPointer place;
  private final List<String> tokens;
  private final @Nullable JsonValue value;

  /**
   * An edit.
   *
   * @param place where the tree stands
   * @param tokens what leads from there to the place of the edit
   * @param value what is set there; null removes what is there
   */
  TreeEdit(JsonPointer place, List<String> tokens, @Nullable JsonValue value) {
    this.place = place;
    this.tokens = tokens;
    this.value = value;
  }

  /**
   * The tree after the edit; null when none is left. When the edit can't be made, {@code faults}
   * gets the reason and the tree stays.
   */
  @Nullable JsonValue of(@Nullable JsonValue tree, Consumer<Finding> faults) {
    List<@Nullable JsonValue> parents = new ArrayList<>();
    JsonValue there = tree;
    for (String token : tokens) {
      parents.add(there);
      there = there == null ? null : there.at(JsonPointer.ROOT.append(token)).orElse(null);
    }
    if (value == null && there == null) {
      return tree;
    }
    JsonValue changed = value;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      JsonValue parent = parents.get(i);
      Finding fault = fault(parent, i);
      if (fault != null) {
        faults.accept(fault);
        return tree;
      }
      changed = with(parent, tokens.get(i), changed);
    }
    return changed;
  }

  private @Nullable Finding fault(@Nullable JsonValue parent, int depth) {
    String token = tokens.get(depth);
    if (parent == null || parent.isNull() || parent.kind() == JsonValue.Kind.OBJECT) {
      return null;
    }
    if (parent.kind() != JsonValue.Kind.LIST) {
      return EditFaults.noWayOn(pointer(depth), EditFaults.inWords(parent), token);
    }
    int size = parent.elements().size();
    return ListIndex.of(token, size) == ListIndex.NONE
        ? EditFaults.noIndex(pointer(depth), token, size)
        : null;
  }

  private String pointer(int depth) {
    JsonPointer pointer = place;
    for (String token : tokens.subList(0, depth)) {
      pointer = pointer.append(token);
    }
    return pointer.toString();
  }

  /** An object or list with another child, or without it when that is null. */
  private static JsonValue with(
      @Nullable JsonValue parent, String token, @Nullable JsonValue child) {
    JsonValue held = parent == null ? JsonValue.NULL : parent;
    if (held.isNull() ? token.equals("-") : held.kind() == JsonValue.Kind.LIST) {
      List<JsonValue> elements = new ArrayList<>(held.elements());
      int index = ListIndex.of(token, elements.size());
      if (child == null) {
        elements.remove(index);
      } else if (index == elements.size()) {
        elements.add(child);
      } else {
        elements.set(index, child);
      }
      return JsonValue.list(elements);
    }
    Map<String, JsonValue> members = new TreeMap<>(held.members());
    if (child == null) {
      members.remove(token);
    } else {
      members.put(token, child);
    }
    return JsonValue.object(members);
  }
}
