package dev.ocispec.spec.internal;

import dev.ocispec.schema.internal.AnyObjectSchema;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Residue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the schema says of members that the typed view can't express. */
public final class LeftOver {
  private LeftOver() {}

  /**
   * Whether the schema certainly has nothing against {@code residue} in an object of {@code
   * schema}: it does not know the members, or they are empty where it lets them be.
   */
  public static boolean isHarmless(Residue residue, ObjectSchema schema) {
    for (Map.Entry<String, JsonValue> member : residue.members().entrySet()) {
      if (!isHarmless(member.getValue(), schema.typeOrNull(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHarmless(JsonValue value, @Nullable SchemaType type) {
    if (type == null) {
      return true;
    }
    return switch (value.kind()) {
      case LIST ->
          type instanceof ListSchema list && list.minItems() == 0 && value.elements().isEmpty();
      case OBJECT ->
          value.members().isEmpty()
              && (type instanceof AnyObjectSchema
                  || type instanceof ObjectSchema object && object.required().isEmpty());
      default -> false;
    };
  }
}
