package dev.ocispec.spec.internal;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OpenText;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.Unsigned64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes the values that documents are made of, with any Jackson mapper, as documents have them.
 */
public final class PlainSerializer extends ValueSerializer<Object> {
  /** The serializer; Jackson makes it. */
  public PlainSerializer() {}

  @Override
  public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
    if (value instanceof OpenText text) {
      generator.writeString(text.text());
    } else if (value instanceof Unsigned64 number) {
      generator.writeNumber(number.toBigInteger());
    } else {
      JsonValue json =
          value instanceof Residue residue
              ? JsonValue.object(residue.members())
              : (JsonValue) value;
      GeneratorVisitor.write(visitor -> ValueWalk.show(json, visitor), generator);
    }
  }

  @Override
  public void serializeWithType(
      Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
    serialize(value, generator, context);
  }
}
