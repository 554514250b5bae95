package dev.ocispec.json.internal;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.spec.internal.TextRules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What generated readers read from: one pass over a parser, with faults collected instead of
 * thrown.
 *
 * <p>A reader asks for a value; when something else stands there, the fault is noted, the value
 * skipped and nothing given. Syntax errors and limits end the reading.
 */
public final class DocumentReader {
  private final JsonParser parser;
  private final JsonPath path = new JsonPath();
  private final FindingList faults;
  private final ToLongFunction<JsonParser> offsets;
  private final PositionedFinding positions;
  private final List<@Nullable TreeMap<String, JsonValue>> residues = new ArrayList<>();
  private boolean accepted;

  /** Adds a position to a finding. */
  @FunctionalInterface
  interface PositionedFinding {
    Finding at(Finding finding, long offset);
  }

  /** Thrown when so much is wrong that reading on helps nobody. */
  static final class TooManyFaults extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyFaults() {
      super("too many faults", null, false, false);
    }
  }

  DocumentReader(JsonParser parser, JsonText text, JsonLimits limits) {
    this(parser, p -> p.currentTokenLocation().getByteOffset(), text::at, limits.findings());
  }

  DocumentReader(
      JsonParser parser,
      ToLongFunction<JsonParser> offsets,
      PositionedFinding positions,
      int maxFaults) {
    this.parser = parser;
    this.offsets = offsets;
    this.positions = positions;
    this.faults = new FindingList(maxFaults);
  }

  List<Finding> faults() {
    return faults.list();
  }

  int faultCount() {
    return faults.list().size();
  }

  String pointer() {
    return path.pointer();
  }

  boolean startObject() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrongType("an object");
      return false;
    }
    path.push(offsets.applyAsLong(parser));
    residues.add(null);
    return true;
  }

  @Nullable String nextName() {
    String name = parser.nextName();
    if (name == null) {
      return null;
    }
    path.name(name);
    if (TextRules.hasLoneSurrogate(name)) {
      fault("json-encoding", "expected text, found a lone surrogate in the name");
    }
    return name;
  }

  /**
   * Steps to a known member's value; false when it is a repeated one or an explicit null, both then
   * dealt with.
   */
  boolean startMember(long seen, boolean nullable) {
    if (seen != 0) {
      duplicate();
      return false;
    }
    if (parser.nextToken() == JsonToken.VALUE_NULL && nullable) {
      leave(JsonValue.NULL);
      return false;
    }
    return true;
  }

  void unknownMember() {
    TreeMap<String, JsonValue> residue = residues.get(residues.size() - 1);
    if (residue != null && residue.containsKey(path.name())) {
      duplicate();
      return;
    }
    parser.nextToken();
    leave(JsonTree.read(this));
  }

  void require(long seen, String name) {
    if (seen == 0) {
      long start = path.start();
      path.pop();
      fault("json-required", "required member \"" + name + "\" is missing", start);
      path.push(start);
    }
  }

  Residue endObject() {
    path.pop();
    TreeMap<String, JsonValue> residue = residues.remove(residues.size() - 1);
    return residue == null ? Residue.empty() : Residue.of(residue);
  }

  /** Whether the last boolean or integer was there. */
  boolean accepted() {
    return accepted;
  }

  boolean bool() {
    JsonToken token = parser.currentToken();
    accepted = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
    if (!accepted) {
      wrongType("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  int smallInteger(int min, int max) {
    return (int) integer(min, max);
  }

  long integer(long min, long max) {
    accepted = false;
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      wrongType("a whole number");
      return 0;
    }
    switch (parser.getNumberType()) {
      case INT, LONG -> {
        long value = parser.getLongValue();
        if (value >= min && value <= max) {
          accepted = true;
          return value;
        }
      }
      default -> {
        // A big integer fits no long; it falls through to the fault.
      }
    }
    outOfRange(Long.toString(min), Long.toString(max));
    return 0;
  }

  @Nullable Unsigned64 unsigned() {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      wrongType("a whole number");
      return null;
    }
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      BigInteger value = parser.getBigIntegerValue();
      if (value.signum() > 0 && value.bitLength() <= 64) {
        return Unsigned64.of(value);
      }
    } else if (parser.getLongValue() >= 0) {
      return Unsigned64.of(parser.getLongValue());
    }
    outOfRange("0", Unsigned64.MAX.toString());
    return null;
  }

  @Nullable Long unsigned32() {
    long value = integer(0, 0xFFFFFFFFL);
    return accepted ? value : null;
  }

  @Nullable String text() {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      wrongType("a string");
      return null;
    }
    String text = parser.getString();
    if (TextRules.hasLoneSurrogate(text)) {
      fault("json-encoding", "expected text, found a lone surrogate");
      return null;
    }
    return text;
  }

  <T> @Nullable T known(Function<String, T> of) {
    String text = text();
    return text == null ? null : of.apply(text);
  }

  <T> @Nullable List<T> list(Function<DocumentReader, @Nullable T> element) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      wrongType("a list");
      return null;
    }
    List<T> list = new ArrayList<>();
    path.push();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      path.index(index++);
      T value = element.apply(this);
      if (value != null) {
        list.add(value);
      }
    }
    path.pop();
    if (index == 0) {
      leave(JsonValue.EMPTY_LIST);
    }
    return list;
  }

  <T> @Nullable Map<String, T> map(Function<DocumentReader, @Nullable T> element) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrongType("an object");
      return null;
    }
    Map<String, T> map = new LinkedHashMap<>();
    boolean empty = true;
    path.push();
    for (String name = nextName(); name != null; name = nextName()) {
      empty = false;
      if (map.containsKey(name)) {
        duplicate();
        continue;
      }
      parser.nextToken();
      T value = element.apply(this);
      if (value != null) {
        map.put(name, value);
      }
    }
    path.pop();
    if (empty) {
      leave(JsonValue.EMPTY_OBJECT);
    }
    return map;
  }

  @Nullable JsonValue anyObject() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrongType("an object");
      return null;
    }
    return JsonTree.read(this);
  }

  JsonParser parser() {
    return parser;
  }

  JsonPath path() {
    return path;
  }

  /** A name that the object has already; its value is skipped. */
  void duplicate() {
    fault(
        "json-duplicate-name",
        "the name \"" + ForeignText.shown(path.name()) + "\" appears twice in one object");
    parser.nextToken();
    parser.skipChildren();
  }

  void fault(String rule, String message) {
    fault(rule, message, offsets.applyAsLong(parser));
  }

  private void fault(String rule, String message, long offset) {
    faults.add(positions.at(Finding.must(rule, path.pointer(), message), offset));
  }

  /** The finding with the place where the parser is. */
  Finding placed(Finding finding) {
    return positions.at(finding, offsets.applyAsLong(parser));
  }

  private void leave(JsonValue value) {
    int last = residues.size() - 1;
    TreeMap<String, JsonValue> residue = residues.get(last);
    if (residue == null) {
      residue = new TreeMap<>();
      residues.set(last, residue);
    }
    residue.put(path.name(), value);
  }

  private void wrongType(String expected) {
    fault("json-type", "expected " + expected + ", found " + inWords(parser.currentToken()));
    parser.skipChildren();
  }

  private void outOfRange(String min, String max) {
    fault(
        "json-number",
        "expected a whole number from "
            + min
            + " to "
            + max
            + ", found "
            + ForeignText.shown(parser.getString()));
  }

  private static String inWords(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }
}
