package dev.ocispec.json.internal;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.report.Finding;
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

  private Parsers() {}

  static JsonParser of(JsonText text, JsonLimits limits) {
    // By identity: the first call of a record's equals costs tens of milliseconds.
    JsonFactory factory = limits == JsonLimits.DEFAULT ? DEFAULT : factory(limits);
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
                .maxTokenCount(limits.tokens())
                .build())
        .build();
  }

  /** What {@code parser} stumbled over. */
  static Finding finding(
      JacksonException error, JsonParser parser, JsonText text, JsonLimits limits) {
    String pointer = pointer(parser.streamReadContext());
    if (error instanceof StreamConstraintsException) {
      return text.at(
          Finding.must("json-limit", pointer, limit(error.getOriginalMessage(), limits)),
          offset(error, parser));
    }
    SyntaxFault fault =
        SyntaxFault.in(text.bytes())
            .orElseGet(
                () ->
                    new SyntaxFault(
                        (int) offset(error, parser), "expected JSON, found something else"));
    return text.at(
        Finding.must(
            "json-syntax",
            pointer,
            fault.message() + "; the line reads: " + text.lineAround(fault.offset())),
        fault.offset());
  }

  private static long offset(JacksonException error, JsonParser parser) {
    TokenStreamLocation location = error.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    return offset < 0 ? parser.currentLocation().getByteOffset() : offset;
  }

  /** Which limit it was stands in the parser's text alone. */
  private static String limit(String message, JsonLimits limits) {
    if (message.contains("nesting depth")) {
      return "expected at most " + limits.depth() + " levels of objects and lists, found more";
    }
    if (message.startsWith("Number")) {
      return "expected numbers of at most " + limits.numberLength() + " digits, found a longer one";
    }
    if (message.startsWith("Token count")) {
      return "expected at most " + limits.tokens() + " names and values, found more";
    }
    String what = message.startsWith("Name") ? "names" : "strings";
    return "expected "
        + what
        + " of at most "
        + limits.textLength()
        + " characters, found a longer one";
  }

  /**
   * Where the parser is: it reads ahead, so that its own idea is one step better than a reader's.
   */
  private static String pointer(@Nullable TokenStreamContext context) {
    return context == null ? "" : context.pathAsPointer().toString();
  }
}
