package dev.ocispec.json;

import dev.ocispec.json.internal.DocumentParser;
import dev.ocispec.json.internal.GeneratorVisitor;
import dev.ocispec.json.internal.Readers;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.ValueWalk;
import dev.ocispec.spec.internal.Walkable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Teaches a Jackson mapper the types of the documents: {@code JsonMapper.builder().addModule(new
 * OciModule())}.
 *
 * <p>Values are read as strictly as by {@link Json}, but for what only the whole text shows:
 * encoding, byte order mark, trailing text and limits are the mapper's. Faults are thrown as {@link
 * UnreadableDocumentException}, which Jackson wraps when the value is inside one of the caller's
 * own. Written values are validated, as everywhere.
 */
public final class OciModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** A module that lets nothing out that the schema refuses. */
  public OciModule() {
    this(true);
  }

  private OciModule(boolean checked) {
    super(checked ? "ocispec" : "ocispec-unchecked");
    addSerializer(OciObject.class, new Serializer(checked));
    addSerializer(JsonValue.class, new ValueWriter());
    for (Class<? extends OciObject> type : Readers.types()) {
      register(type);
    }
  }

  /** The same module without validation of what is written. */
  public static OciModule unchecked() {
    return new OciModule(false);
  }

  private <T extends OciObject> void register(Class<T> type) {
    addDeserializer(type, new Deserializer<>(type));
  }

  private static final class Serializer extends ValueSerializer<OciObject> {
    private final boolean checked;

    Serializer(boolean checked) {
      this.checked = checked;
    }

    @Override
    public void serialize(OciObject value, JsonGenerator generator, SerializationContext context) {
      if (checked) {
        DocumentWriter.check(value);
      }
      GeneratorVisitor.write(Walkable.of(value)::accept, generator);
    }
  }

  private static final class ValueWriter extends ValueSerializer<JsonValue> {
    @Override
    public void serialize(JsonValue value, JsonGenerator generator, SerializationContext context) {
      GeneratorVisitor.write(visitor -> ValueWalk.show(value, visitor), generator);
    }
  }

  private static final class Deserializer<T extends OciObject> extends ValueDeserializer<T> {
    private final Class<T> type;

    Deserializer(Class<T> type) {
      this.type = type;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
      return DocumentParser.read(parser, type);
    }
  }
}
