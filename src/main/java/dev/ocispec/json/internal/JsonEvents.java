package dev.ocispec.json.internal;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.report.Finding;
import dev.ocispec.schema.internal.DocumentVisitor;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Parses text strictly without asking what kind of document it is. */
public final class JsonEvents {
  private JsonEvents() {}

  /**
   * Shows the document to the visitor that {@code visitorOf} makes for it.
   *
   * @return what is wrong with the text as JSON; the visitor has seen all up to a syntax error
   */
  public static List<Finding> walk(
      JsonText text, JsonLimits limits, Function<DocumentReader, DocumentVisitor> visitorOf) {
    return DocumentParser.parse(
        text, limits, reader -> JsonTree.walk(reader, visitorOf.apply(reader)));
  }

  static Finding noDocument(JsonText text) {
    return text.at(
        Finding.must("json-syntax", "", "expected a JSON object, found no value"),
        text.bytes().length);
  }

  /** Says that no more findings follow, however many there are. */
  static Finding tooMany(JsonLimits limits) {
    return Finding.must(
        "json-more", "", "only the first " + limits.findings() + " findings are listed");
  }

  /** Notes text after the document; the parser is at the document's end. */
  static void trailing(JsonParser parser, JsonText text, List<Finding> found) {
    long end = parser.currentLocation().getByteOffset();
    boolean more;
    try {
      more = parser.nextToken() != null;
    } catch (JacksonException e) {
      more = true;
    }
    if (more) {
      found.add(
          text.at(
              Finding.must(
                  "json-trailing",
                  "",
                  "expected the end of the text after the document, found more"),
              nextText(text.bytes(), (int) end)));
    }
  }

  private static int nextText(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length
        && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }
}
