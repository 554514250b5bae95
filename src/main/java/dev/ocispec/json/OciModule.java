package dev.ocispec.json;

import dev.ocispec.json.internal.DocumentParser;
import dev.ocispec.json.internal.JacksonParts;
import dev.ocispec.json.internal.Readers;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.EmissionCheck;
import dev.ocispec.spec.internal.GeneratorVisitor;
import dev.ocispec.spec.internal.Walkable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Adds the types of the documents to a Jackson mapper: {@code JsonMapper.builder().addModule(new
 * OciModule())}. It is registered as a service, so that {@code findAndAddModules()} finds it.
 *
 * <p>Values are read as strictly as by {@link Json}, except for what concerns the text as a whole:
 * encoding, byte order mark, trailing text and limits are up to the mapper. Faults are thrown as
 * {@link UnreadableDocumentException}, which Jackson wraps when the value is part of one of the
 * caller's. Written values are validated, as everywhere.
 *
 * <p>A mapper without the module writes documents in the same way, validation included, but can't
 * read them: it throws Jackson's {@code InvalidDefinitionException} with a message that names this
 * class.
 *
 * <p>A mapper with default typing writes no type ids for documents and expects none.
 */
public final class OciModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /**
   * A module that validates what it writes.
   *
   * @throws IncompatibleJacksonException when jackson-annotations is too old for Jackson 3
   */
  public OciModule() {
    this(true);
  }

  private OciModule(boolean checked) {
    super(name(checked));
    addSerializer(OciObject.class, new Serializer(checked));
    addDeserializer(JsonValue.class, new Deserializer<>(DocumentParser::readValue));
    for (Class<? extends OciObject> type : Readers.types()) {
      register(type);
    }
  }

  private static String name(boolean checked) {
    JacksonParts.requireCompatible();
    return checked ? "ocispec" : "ocispec-unchecked";
  }

  /**
   * The same module without validation of what is written. Of several modules of this kind the
   * mapper uses the one that was added last.
   *
   * @return a new module
   * @throws IncompatibleJacksonException when jackson-annotations is too old for Jackson 3
   */
  public static OciModule unchecked() {
    return new OciModule(false);
  }

  private <T extends OciObject> void register(Class<T> type) {
    addDeserializer(type, new Deserializer<>(parser -> DocumentParser.read(parser, type)));
  }

  private static final class Serializer extends ValueSerializer<OciObject> {
    private final boolean checked;

    Serializer(boolean checked) {
      this.checked = checked;
    }

    @Override
    public void serialize(OciObject value, JsonGenerator generator, SerializationContext context) {
      if (checked) {
        EmissionCheck.require(value);
      }
      GeneratorVisitor.write(Walkable.of(value)::accept, generator);
    }

    @Override
    public void serializeWithType(
        OciObject value,
        JsonGenerator generator,
        SerializationContext context,
        TypeSerializer types) {
      serialize(value, generator, context);
    }
  }

  private static final class Deserializer<T> extends ValueDeserializer<T> {
    private final Function<JsonParser, @Nullable T> reader;

    Deserializer(Function<JsonParser, @Nullable T> reader) {
      this.reader = reader;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
      return reader.apply(parser);
    }

    @Override
    public @Nullable T deserializeWithType(
        JsonParser parser, DeserializationContext context, TypeDeserializer types) {
      return reader.apply(parser);
    }
  }
}
