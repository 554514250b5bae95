package dev.ocispec.json;

import dev.ocispec.report.Finding;
import dev.ocispec.schema.DocumentVisitor;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
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
      write(value::accept, generator);
    }
  }

  private static void write(Consumer<DocumentVisitor> value, JsonGenerator generator) {
    try {
      value.accept(new GeneratorVisitor(generator));
    } catch (GeneratorVisitor.UnencodableText e) {
      throw Unencodable.in(value);
    }
  }

  private static final class ValueWriter extends ValueSerializer<JsonValue> {
    @Override
    public void serialize(JsonValue value, JsonGenerator generator, SerializationContext context) {
      write(value::accept, generator);
    }
  }

  private static final class Deserializer<T extends OciObject> extends ValueDeserializer<T> {
    private final Class<T> type;

    Deserializer(Class<T> type) {
      this.type = type;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
      DocumentReader reader =
          new DocumentReader(
              parser,
              p -> 0,
              (finding, offset) -> place(finding, parser.currentTokenLocation()),
              JsonLimits.DEFAULT.findings());
      Object value;
      try {
        value = Readers.read(type, reader);
      } catch (DocumentReader.TooManyFaults e) {
        value = null;
      }
      if (!reader.faults().isEmpty()) {
        throw new UnreadableDocumentException(reader.faults());
      }
      return type.cast(value);
    }

    private static Finding place(Finding finding, TokenStreamLocation location) {
      return location.getLineNr() > 0 && location.getColumnNr() > 0
          ? finding.at(location.getLineNr(), location.getColumnNr())
          : finding;
    }
  }
}
