package dev.ocispec.json.internal;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Jackson parsers with this library's limits, and their errors in this library's words. */
final class Parsers {
  private static final JsonFactory DEFAULT = factory(JsonLimits.DEFAULT);

  private static final List<String> HINTS =
      List.of(
          " (for ",
          " (start marker at ",
          ", from `StreamReadConstraints",
          " (from `StreamReadConstraints",
          "? (not recognized ",
          ": enable `");

  private Parsers() {}

  static JsonParser of(JsonText text, JsonLimits limits) {
    JsonFactory factory = limits.equals(JsonLimits.DEFAULT) ? DEFAULT : factory(limits);
    return factory.createParser(ObjectReadContext.empty(), text.bytes());
  }

  private static JsonFactory factory(JsonLimits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                // The parser measures some long numbers by this limit too, with two signs, point
                // and e.
                .maxStringLength(Math.max(limits.textLength(), limits.numberLength() + 4))
                .maxNameLength(limits.textLength())
                .maxNumberLength(limits.numberLength())
                .build())
        .build();
  }

  /** What {@code parser} stumbled over. */
  static Finding finding(JacksonException error, JsonParser parser, JsonText text) {
    boolean limit = error instanceof StreamConstraintsException;
    String message = oneLine(error.getOriginalMessage());
    TokenStreamLocation location = error.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    if (offset < 0) {
      offset = parser.currentLocation().getByteOffset();
    }
    return text.at(
        Finding.must(
            limit ? "json-limit" : "json-syntax",
            pointer(parser.streamReadContext()),
            (limit ? "a limit is passed: " : "expected JSON: ") + message),
        offset);
  }

  /**
   * Where the parser is: it reads ahead, so that its own idea is one step better than a reader's.
   */
  private static String pointer(@Nullable TokenStreamContext context) {
    return context == null ? "" : context.pathAsPointer().toString();
  }

  /** Jackson's message without the hints that are meant for people who configure Jackson. */
  private static String oneLine(String message) {
    String line = message.replaceAll("\\s+", " ");
    int end = line.length();
    for (String hint : HINTS) {
      int at = line.indexOf(hint);
      end = at > 0 ? Math.min(end, at) : end;
    }
    String cut = line.substring(0, Math.min(end, 240));
    boolean open = cut.lastIndexOf('(') > cut.lastIndexOf(')');
    return ForeignText.oneLine(open ? cut + ")" : cut);
  }
}
