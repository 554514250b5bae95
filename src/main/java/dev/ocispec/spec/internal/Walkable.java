package dev.ocispec.spec.internal;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.spec.OciObject;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * What every value of the documents' types can do for the library and need not show its users: be
 * walked, and name its schema.
 *
 * <p>Jackson takes values without getters for empty beans and writes <code>{}</code>. So that a
 * mapper without the library's module writes the document too, values write themselves, checked as
 * by the module. A serializer that a module registers goes before.
 */
public interface Walkable extends JacksonSerializable {
  /**
   * Shows this object to {@code visitor}: members in the schema's order, then unknown ones by name.
   */
  void accept(DocumentVisitor visitor);

  /** What the schema says of objects of this type. */
  ObjectSchema schema();

  /**
   * Whether the newest schema certainly has nothing against this object. It may have nothing
   * against others either; {@link SchemaFindings} knows.
   */
  boolean isPlainlyValid();

  /**
   * For a document that was edited: what it was before all edits. It tells faults that were there
   * from those that an edit made, and is no part of equality.
   */
  default Optional<OciObject> original() {
    return Optional.empty();
  }

  /**
   * The walkable side of a value.
   *
   * @throws IllegalArgumentException when no builder of this library made it
   */
  static Walkable of(OciObject value) {
    if (value instanceof Walkable walkable) {
      return walkable;
    }
    throw new IllegalArgumentException(
        "expected a value that a builder of this library made, found a "
            + value.getClass().getName());
  }

  @Override
  default void serialize(JsonGenerator generator, SerializationContext context) {
    EmissionCheck.require(this);
    GeneratorVisitor.write(this::accept, generator);
  }

  /** Documents say by their form what they are; a type id beside it would be no part of them. */
  @Override
  default void serializeWithType(
      JsonGenerator generator, SerializationContext context, TypeSerializer types) {
    serialize(generator, context);
  }
}
