package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Faults of a request's JSON form. Where one was noted, a placeholder stands in for the value, and
 * what the later checks say of that place is left out.
 */
final class RequestFaults {
  private final List<Finding> found = new ArrayList<>();
  private final Set<JsonPointer> spoiled = new HashSet<>();

  /** Notes a fault; its place says nothing more. */
  void spoil(Finding finding) {
    found.add(finding);
    spoiled.add(JsonPointer.parse(finding.pointer()));
  }

  void wrongType(String pointer, String expected, JsonValue value) {
    wrongType(pointer, expected, value, Optional.empty());
  }

  /** As above; {@code shown} is the text of a value whose kind alone says nothing. */
  void wrongType(String pointer, String expected, JsonValue value, Optional<String> shown) {
    String found = shown.map(text -> " \"" + ForeignText.shown(text) + "\"").orElse("");
    spoil(
        RequestRule.TYPE.at(
            pointer, "expected " + expected + ", found " + inWords(value.kind()) + found));
  }

  void missing(String pointer, String name) {
    JsonPointer object = JsonPointer.parse(pointer);
    // An object of the wrong type has been noted and misses everything.
    if (!spoiled.contains(object)) {
      found.add(
          RequestRule.MISSING_MEMBER.at(pointer, "required member \"" + name + "\" is missing"));
    }
    spoiled.add(object.append(name));
  }

  /** All faults: those noted here, then those of {@code later} at places that are not spoiled. */
  List<Finding> with(List<Finding> later) {
    List<Finding> all = new ArrayList<>(found);
    later.stream().filter(finding -> !isSpoiled(finding.pointer())).forEach(all::add);
    return all;
  }

  private boolean isSpoiled(String pointer) {
    return JsonPointer.parse(pointer).upwards().anyMatch(spoiled::contains);
  }

  private static String inWords(JsonValue.Kind kind) {
    return switch (kind) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      case TEXT -> "a string";
      case INTEGER, NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
    };
  }
}
