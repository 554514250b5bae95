package dev.ocispec.json;

import dev.ocispec.report.Finding;
import dev.ocispec.spec.OciObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Reads text into a type. */
final class DocumentParser {
  private DocumentParser() {}

  static <T extends OciObject> T read(JsonText text, Class<T> type, JsonLimits limits) {
    List<Finding> found = new ArrayList<>();
    Object value = null;
    try (JsonParser parser = Parsers.of(text, limits)) {
      DocumentReader reader = new DocumentReader(parser, text, limits);
      try {
        value = read(parser, reader, text, type, found);
      } catch (JacksonException e) {
        found.addAll(reader.faults());
        found.add(Parsers.finding(e, parser, text));
      } catch (DocumentReader.TooManyFaults e) {
        found.addAll(reader.faults());
        found.add(reader.placed(JsonEvents.tooMany(limits)));
      }
    }
    if (!found.isEmpty() || value == null) {
      throw new UnreadableDocumentException(found);
    }
    return type.cast(value);
  }

  private static @Nullable Object read(
      JsonParser parser, DocumentReader reader, JsonText text, Class<?> type, List<Finding> found) {
    if (parser.nextToken() == null) {
      found.add(JsonEvents.noDocument(text));
      return null;
    }
    Object value = Readers.read(type, reader);
    found.addAll(reader.faults());
    JsonEvents.trailing(parser, text, found);
    return value;
  }
}
