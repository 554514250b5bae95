package dev.ocispec.spec.internal;

import java.lang.reflect.Modifier;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Refuses to write values that have no JSON form with any Jackson mapper, which by itself would
 * write them as empty objects.
 */
public final class RefusingSerializer extends ValueSerializer<Object> {
  /** The serializer; Jackson makes it. */
  public RefusingSerializer() {}

  /** Why a value of this type is neither written nor read, and what to do instead. */
  static String advice(Class<?> type) {
    String published = published(type).getName();
    return published
        + " is neither written nor read by Jackson, with or without the module"
        + " dev.ocispec.json.OciModule, which is for OCI documents"
        + (published.equals("dev.ocispec.request.BuildRequest")
            ? ": dev.ocispec.request.BuildRequestJson reads build requests"
            : "");
  }

  /** What callers know a value's class as: itself, or the interface that it implements. */
  private static Class<?> published(Class<?> type) {
    for (Class<?> known = type; known != null; known = known.getSuperclass()) {
      for (Class<?> candidate : List.of(known, firstInterface(known))) {
        if (Modifier.isPublic(candidate.getModifiers()) && candidate != Object.class) {
          return candidate;
        }
      }
    }
    return type;
  }

  private static Class<?> firstInterface(Class<?> type) {
    return type.getInterfaces().length > 0 ? type.getInterfaces()[0] : type;
  }

  @Override
  public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
    context.reportBadDefinition(value.getClass(), advice(value.getClass()));
  }

  @Override
  public void serializeWithType(
      Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
    serialize(value, generator, context);
  }
}
