package dev.ocispec.json.internal;

import dev.ocispec.json.JsonLimits;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.spec.internal.KnownTexts;
import dev.ocispec.spec.internal.ObjectSource;
import dev.ocispec.spec.internal.WordTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document from its bytes in one pass: compares names as bytes, checks the encoding as it
 * goes, and makes each value directly.
 *
 * <p>It takes only texts that have no fault of any kind and stay within all limits, and gives up at
 * the first sign of anything else: {@link DocumentParser} then has {@link DocumentReader} say what
 * is wrong, and where. So it keeps no places and no path. Where counting exactly would cost time it
 * counts too much rather than too little.
 */
final class ByteReader extends ObjectSource {
  private static final WordTable NO_NAMES = WordTable.of();

  /** How deep it goes; it needs stack for each level, and the other reader does not. */
  private static final int DEEPEST = 100;

  private final ByteScan scan;
  private final JsonLimits limits;
  private final ElementStack elements = new ElementStack();
  private @Nullable TreeMap<String, JsonValue>[] residues;
  private final int deepest;
  private int depth;
  private long tokens;

  // Whether the innermost object or list has just begun.
  private boolean fresh;

  // The known member that was begun last: its name, by the place in the names of its object.
  private WordTable names = NO_NAMES;
  private int name = END;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private ByteReader(byte[] bytes, JsonLimits limits) {
    this.scan = new ByteScan(bytes, limits.textLength());
    this.limits = limits;
    this.deepest = Math.min(limits.depth(), DEEPEST);
    this.residues = new TreeMap[16];
  }

  /** The document; null when there is anything in the text that this reader does not take. */
  static @Nullable Object read(byte[] bytes, Class<?> type, JsonLimits limits) {
    if (bytes.length > limits.bytes()) {
      return null;
    }
    ByteReader reader = new ByteReader(bytes, limits);
    try {
      reader.scan.next();
      Object value = Readers.read(type, reader);
      return reader.scan.isAtEnd() ? value : null;
    } catch (RefusedText e) {
      return null;
    }
  }

  @Override
  public int faultCount() {
    return 0; // one would have been the end
  }

  @Override
  public boolean startObject() {
    enter('{');
    return true;
  }

  @Override
  public int nextMember(WordTable known) {
    while (toName()) {
      int found = scan.name(known);
      if (found >= 0) {
        names = known;
        name = found;
        return found;
      }
      unknownMember(scan.last());
    }
    return END;
  }

  /** Steps to the next name of an object, behind its first quote; false at the object's end. */
  private boolean toName() {
    if (scan.next() == '}') {
      close();
      return false;
    }
    if (!fresh) {
      scan.skip(',');
      scan.next();
    }
    fresh = false;
    scan.skip('"');
    count(2);
    return true;
  }

  private void unknownMember(String other) {
    TreeMap<String, JsonValue> residue = residues[depth];
    if (residue != null && residue.containsKey(other)) {
      throw RefusedText.REFUSED;
    }
    JsonValue value = anything();
    leave(other, value);
  }

  @Override
  public boolean startMember(long seen, boolean nullable) {
    if (seen != 0) {
      throw RefusedText.REFUSED;
    }
    if (nullable && scan.peek() == 'n') {
      scan.skip("null");
      leave(names.word(name), JsonValue.NULL);
      return false;
    }
    return true;
  }

  @Override
  public void require(long seen, String required) {
    if (seen == 0) {
      throw RefusedText.REFUSED;
    }
  }

  @Override
  public Residue endObject() {
    // The object has been closed already.
    TreeMap<String, JsonValue> residue = residues[depth + 1];
    if (residue == null) {
      return Residue.empty();
    }
    residues[depth + 1] = null;
    return Residue.of(residue);
  }

  @Override
  public boolean startList() {
    enter('[');
    elements.openList();
    return true;
  }

  @Override
  public boolean nextElement() {
    if (scan.next() == ']') {
      close();
      return false;
    }
    if (!fresh) {
      scan.skip(',');
      scan.next();
    }
    fresh = false;
    count(1);
    return true;
  }

  @Override
  public void keep(@Nullable Object element) {
    elements.keep(element);
  }

  @Override
  public <T> List<T> endList() {
    List<T> list = elements.closeList();
    if (list.isEmpty()) {
      leave(names.word(name), JsonValue.EMPTY_LIST);
    }
    return list;
  }

  @Override
  public boolean startMap() {
    enter('{');
    elements.openMap();
    return true;
  }

  @Override
  public boolean nextEntry() {
    if (!toName()) {
      return false;
    }
    if (!elements.enter(scan.name())) {
      throw RefusedText.REFUSED;
    }
    return true;
  }

  @Override
  public void put(@Nullable Object value) {
    elements.put(value);
  }

  @Override
  public <T> Map<String, T> endMap() {
    Map<String, T> map = elements.closeMap();
    if (map.isEmpty()) {
      leave(names.word(name), JsonValue.EMPTY_OBJECT);
    }
    return map;
  }

  @Override
  public boolean bool() {
    boolean value = scan.peek() == 't';
    scan.skip(value ? "true" : "false");
    return value;
  }

  @Override
  public long integer(long min, long max) {
    long value = ByteNumber.signed(scan, limits.numberLength());
    if (value < min || value > max) {
      throw RefusedText.REFUSED;
    }
    return value;
  }

  @Override
  public Unsigned64 unsigned() {
    long bits = ByteNumber.unsigned(scan, limits.numberLength());
    return bits == 0 ? Unsigned64.ZERO : Unsigned64.ofBits(bits);
  }

  @Override
  public String text() {
    return scan.text();
  }

  @Override
  public <T> T known(KnownTexts<T> texts) {
    int found = scan.text(texts.words());
    return found >= 0 ? texts.value(found) : texts.other(scan.last());
  }

  @Override
  public JsonValue anyObject() {
    if (scan.peek() != '{') {
      throw RefusedText.REFUSED;
    }
    return anything();
  }

  /** The value that stands here, whatever it is. */
  private JsonValue anything() {
    return switch (scan.peek()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> JsonValue.of(scan.text());
      case 't', 'f' -> JsonValue.of(bool());
      case 'n' -> {
        scan.skip("null");
        yield JsonValue.NULL;
      }
      default -> ByteNumber.any(scan, limits.numberLength());
    };
  }

  private JsonValue object() {
    enter('{');
    TreeMap<String, JsonValue> members = new TreeMap<>();
    while (toName()) {
      String member = scan.name();
      if (members.put(member, anything()) != null) {
        throw RefusedText.REFUSED;
      }
    }
    return members.isEmpty() ? JsonValue.EMPTY_OBJECT : JsonValue.object(members);
  }

  private JsonValue list() {
    enter('[');
    elements.openList();
    while (nextElement()) {
      elements.keep(anything());
    }
    List<JsonValue> list = elements.closeList();
    return list.isEmpty() ? JsonValue.EMPTY_LIST : JsonValue.list(list);
  }

  private void enter(char bracket) {
    scan.skip(bracket);
    fresh = true;
    count(2);
    if (++depth > deepest) {
      throw RefusedText.REFUSED;
    }
    if (depth + 1 >= residues.length) {
      residues = Arrays.copyOf(residues, residues.length * 2);
    }
  }

  /** Steps over the bracket that ends an object or list. */
  private void close() {
    scan.step();
    fresh = false;
    depth--;
  }

  private void count(int more) {
    tokens += more;
    if (tokens > limits.tokens()) {
      throw RefusedText.REFUSED;
    }
  }

  private void leave(String member, JsonValue value) {
    TreeMap<String, JsonValue> residue = residues[depth];
    if (residue == null) {
      residue = new TreeMap<>();
      residues[depth] = residue;
    }
    residue.put(member, value);
  }
}
