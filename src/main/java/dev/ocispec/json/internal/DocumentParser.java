package dev.ocispec.json.internal;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/** Goes through a document once, and says all that is wrong with it. */
public final class DocumentParser {
  private DocumentParser() {}

  /**
   * Reads a text into a type: quickly, and where that fails once more, so that all faults can be
   * said.
   *
   * @throws UnreadableDocumentException when it is not JSON, not of that type, or passes a limit
   */
  public static <T extends OciObject> T read(byte[] text, Class<T> type, JsonLimits limits) {
    Object value = ByteReader.read(text, type, limits);
    return value == null
        ? readWithPlaces(JsonText.of(text, limits), type, limits)
        : type.cast(value);
  }

  /** Reads a text into a type in the way that knows where it is. */
  static <T extends OciObject> T readWithPlaces(JsonText text, Class<T> type, JsonLimits limits) {
    @Nullable Object[] value = new Object[1];
    List<Finding> found = parse(text, limits, reader -> value[0] = Readers.read(type, reader));
    if (!found.isEmpty() || value[0] == null) {
      throw new UnreadableDocumentException(found);
    }
    return type.cast(value[0]);
  }

  /**
   * Reads the value that somebody else's parser is at. What only the whole text shows, and syntax
   * errors, are that parser's affair.
   *
   * @throws UnreadableDocumentException when the value is not of that type
   */
  public static <T extends OciObject> @Nullable T read(JsonParser parser, Class<T> type) {
    return type.cast(read(parser, in -> Readers.read(type, in)));
  }

  /**
   * Reads the value of any form that somebody else's parser is at.
   *
   * @throws UnreadableDocumentException when it repeats a name or has text or numbers that programs
   *     disagree about
   */
  public static JsonValue readValue(JsonParser parser) {
    return Objects.requireNonNull(read(parser, JsonTree::read));
  }

  private static <T> @Nullable T read(
      JsonParser parser, Function<DocumentReader, @Nullable T> body) {
    DocumentReader reader =
        new DocumentReader(
            parser,
            p -> 0,
            (finding, offset) -> place(finding, parser.currentTokenLocation()),
            JsonLimits.DEFAULT.findings());
    List<@Nullable T> value = new ArrayList<>();
    List<Finding> found = new ArrayList<>();
    collect(reader, JsonLimits.DEFAULT, in -> value.add(body.apply(in)), found);
    if (!found.isEmpty()) {
      throw new UnreadableDocumentException(found);
    }
    return value.get(0);
  }

  private static Finding place(Finding finding, TokenStreamLocation location) {
    return location.getLineNr() > 0 && location.getColumnNr() > 0
        ? finding.at(location.getLineNr(), location.getColumnNr())
        : finding;
  }

  /**
   * Has {@code body} read the text's one value.
   *
   * @return what is wrong with the text; {@code body} has seen all up to a syntax error
   */
  static List<Finding> parse(JsonText text, JsonLimits limits, Consumer<DocumentReader> body) {
    try (JsonParser parser = Parsers.of(text, limits)) {
      DocumentReader reader = new DocumentReader(parser, text, limits);
      List<Finding> found = new ArrayList<>();
      try {
        if (parser.nextToken() == null) {
          found.add(JsonEvents.noDocument(text));
          return found;
        }
        if (collect(reader, limits, body, found)) {
          JsonEvents.trailing(parser, text, found);
        }
      } catch (JacksonException e) {
        found.addAll(reader.faults());
        found.add(Parsers.finding(e, parser, text, limits));
      }
      return found;
    }
  }

  /** Adds what {@code body} finds; whether it went through the whole value. */
  private static boolean collect(
      DocumentReader reader,
      JsonLimits limits,
      Consumer<DocumentReader> body,
      List<Finding> found) {
    try {
      body.accept(reader);
      found.addAll(reader.faults());
      return true;
    } catch (DocumentReader.TooManyFaults e) {
      found.addAll(reader.faults());
      found.add(reader.placed(JsonEvents.tooMany(limits)));
      return false;
    }
  }
}
