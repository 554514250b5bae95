package dev.ocispec.spec.internal;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Residue;
import java.util.Set;

/** Shows values of any form, and what the typed view left over, to visitors. */
public final class ValueWalk {
  private ValueWalk() {}

  /** Shows {@code value} to {@code visitor}, members ordered by name. */
  public static void show(JsonValue value, DocumentVisitor visitor) {
    switch (value.kind()) {
      case TEXT -> visitor.text(value.asText().orElseThrow());
      case BOOLEAN -> visitor.bool(value.asBoolean().orElseThrow());
      case NULL -> visitor.nil();
      case NUMBER -> visitor.number(value.asNumber().orElseThrow());
      case INTEGER -> integer(value.asNumber().orElseThrow(), visitor);
      case LIST -> {
        visitor.startArray();
        value.elements().forEach(element -> show(element, visitor));
        visitor.endArray();
      }
      case OBJECT -> {
        visitor.startObject();
        value.members().forEach((name, member) -> member(name, member, visitor));
        visitor.endObject();
      }
    }
  }

  private static void integer(String digits, DocumentVisitor visitor) {
    if (digits.startsWith("-")) {
      visitor.integer(Long.parseLong(digits));
    } else {
      long bits = Long.parseUnsignedLong(digits);
      if (bits < 0) {
        visitor.unsigned(bits);
      } else {
        visitor.integer(bits);
      }
    }
  }

  private static void member(String name, JsonValue value, DocumentVisitor visitor) {
    visitor.name(name);
    show(value, visitor);
  }

  /** Shows the member {@code name} of {@code residue}, if something is left over of that name. */
  public static void leftOver(Residue residue, String name, DocumentVisitor visitor) {
    JsonValue value = residue.members().get(name);
    if (value != null) {
      member(name, value, visitor);
    }
  }

  /** Shows all members of {@code residue} but those named in {@code known}. */
  public static void unknown(Residue residue, Set<String> known, DocumentVisitor visitor) {
    residue
        .members()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                member(name, value, visitor);
              }
            });
  }
}
