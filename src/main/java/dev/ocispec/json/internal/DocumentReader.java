package dev.ocispec.json.internal;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.spec.internal.KnownTexts;
import dev.ocispec.spec.internal.ObjectSource;
import dev.ocispec.spec.internal.TextRules;
import dev.ocispec.spec.internal.WordTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads from a parser of Jackson's in one pass, with faults collected instead of thrown, each with
 * its place. It reads what users' mappers are at, and texts that {@link ByteReader} does not take.
 *
 * <p>When something else stands where a value is asked for, the fault is noted, the value skipped
 * and nothing given. Syntax errors and limits end the reading.
 */
public final class DocumentReader extends ObjectSource {
  private final JsonParser parser;
  private final JsonPath path = new JsonPath();
  private final FindingList faults;
  private final ToLongFunction<JsonParser> offsets;
  private final PositionedFinding positions;
  private final List<@Nullable TreeMap<String, JsonValue>> residues = new ArrayList<>();
  private final ElementStack elements = new ElementStack();

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

  @Override
  public int faultCount() {
    return faults.list().size();
  }

  String pointer() {
    return path.pointer();
  }

  @Override
  public boolean startObject() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrongType("an object");
      return false;
    }
    path.push(offsets.applyAsLong(parser));
    residues.add(null);
    return true;
  }

  @Override
  public int nextMember(WordTable names) {
    for (String name = nextName(); name != null; name = nextName()) {
      int found = names.find(name);
      if (found >= 0) {
        return found;
      }
      unknownMember();
    }
    return END;
  }

  private @Nullable String nextName() {
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

  @Override
  public boolean startMember(long seen, boolean nullable) {
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

  private void unknownMember() {
    TreeMap<String, JsonValue> residue = residues.get(residues.size() - 1);
    if (residue != null && residue.containsKey(path.name())) {
      duplicate();
      return;
    }
    parser.nextToken();
    leave(JsonTree.read(this));
  }

  @Override
  public void require(long seen, String name) {
    if (seen == 0) {
      long start = path.start();
      path.pop();
      fault("json-required", "required member \"" + name + "\" is missing", start);
      path.push(start);
    }
  }

  @Override
  public Residue endObject() {
    path.pop();
    TreeMap<String, JsonValue> residue = residues.remove(residues.size() - 1);
    return residue == null ? Residue.empty() : Residue.of(residue);
  }

  @Override
  public boolean bool() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      wrongType("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  @Override
  public long integer(long min, long max) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      wrongType("a whole number");
      return 0;
    }
    // A big integer fits no long.
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (value >= min && value <= max) {
        return value;
      }
    }
    outOfRange(Long.toString(min), Long.toString(max));
    return 0;
  }

  @Override
  public @Nullable Unsigned64 unsigned() {
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

  @Override
  public @Nullable String text() {
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

  @Override
  public <T> @Nullable T known(KnownTexts<T> texts) {
    String text = text();
    return text == null ? null : texts.value(text);
  }

  @Override
  public boolean startList() {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      wrongType("a list");
      return false;
    }
    path.push();
    elements.openList();
    return true;
  }

  @Override
  public boolean nextElement() {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return false;
    }
    path.nextIndex();
    return true;
  }

  @Override
  public void keep(@Nullable Object element) {
    elements.keep(element);
  }

  @Override
  public <T> List<T> endList() {
    leaveIfEmpty(JsonValue.EMPTY_LIST);
    return elements.closeList();
  }

  @Override
  public boolean startMap() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      wrongType("an object");
      return false;
    }
    path.push();
    elements.openMap();
    return true;
  }

  @Override
  public boolean nextEntry() {
    for (String name = nextName(); name != null; name = nextName()) {
      if (elements.enter(name)) {
        parser.nextToken();
        return true;
      }
      duplicate();
    }
    return false;
  }

  @Override
  public void put(@Nullable Object value) {
    elements.put(value);
  }

  @Override
  public <T> Map<String, T> endMap() {
    leaveIfEmpty(JsonValue.EMPTY_OBJECT);
    return elements.closeMap();
  }

  /** Leaves a list or map; one in which nothing stood can't be told from an absent one. */
  private void leaveIfEmpty(JsonValue empty) {
    boolean wasEmpty = path.isUntouched();
    path.pop();
    if (wasEmpty) {
      leave(empty);
    }
  }

  @Override
  public @Nullable JsonValue anyObject() {
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
