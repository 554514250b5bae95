package dev.ocispec.json.internal;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.TextOrder;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.EmptyVisitor;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The one implementation of {@link JsonDocument}, and what the library asks of it besides. */
public final class JudgedText implements JsonDocument {
  /** Stands for the offset of a value that is not in the text. */
  private static final long ABSENT = -1L;

  private final @Nullable JsonText text;
  private final JsonLimits limits;
  private final List<Finding> unusable;

  private JudgedText(@Nullable JsonText text, JsonLimits limits, List<Finding> unusable) {
    this.text = text;
    this.limits = limits;
    this.unusable = unusable;
  }

  /** What stands behind a document. */
  public static JudgedText of(JsonDocument document) {
    return (JudgedText) document;
  }

  /** The file {@code path}. */
  public static JudgedText of(Path path, JsonLimits limits) {
    return make(() -> JsonText.of(JsonText.bytesOf(path, limits), limits), limits);
  }

  /** These bytes. */
  public static JudgedText of(byte[] bytes, JsonLimits limits) {
    return make(() -> JsonText.of(bytes, limits), limits);
  }

  private static JudgedText make(Supplier<JsonText> read, JsonLimits limits) {
    try {
      return new JudgedText(read.get(), limits, List.of());
    } catch (UnreadableDocumentException e) {
      return new JudgedText(null, limits, e.findings());
    }
  }

  @Override
  public List<Finding> jsonFindings() {
    return walk(reader -> new EmptyVisitor());
  }

  /**
   * Shows the document to {@code visitor} as far as it is JSON; gives what is wrong with it as
   * JSON.
   */
  public List<Finding> accept(DocumentVisitor visitor) {
    return walk(reader -> visitor);
  }

  /**
   * Judges the document by {@code schema}: what is wrong with it as JSON, and what the schema has
   * against it. Judging ends when there are as many findings as the limits allow.
   */
  public List<Finding> check(ObjectSchema schema) {
    return check(findings -> new SchemaCheck(schema, findings));
  }

  /**
   * Has the visitor that {@code checkOf} makes judge the document: what is wrong with it as JSON,
   * and what that visitor finds, in document order.
   */
  public List<Finding> check(Function<SchemaCheck.Findings, DocumentVisitor> checkOf) {
    return check(checkOf, findings -> {});
  }

  /**
   * The same; when the whole document has been seen, {@code afterwards} may add findings of its
   * own.
   */
  public List<Finding> check(
      Function<SchemaCheck.Findings, DocumentVisitor> checkOf,
      Consumer<SchemaCheck.Findings> afterwards) {
    FindingList found = new FindingList(limits.findings());
    List<Finding> unreadable =
        new ArrayList<>(walk(reader -> checkOf.apply(collector(reader, found))));
    if (text != null && !found.isFull()) {
      try {
        afterwards.accept(later(found));
      } catch (DocumentReader.TooManyFaults e) {
        unreadable.add(JsonEvents.tooMany(limits).at(1, 1));
      }
    }
    List<Finding> findings = new ArrayList<>(found.list());
    findings.addAll(unreadable);
    findings.sort(TextOrder.BY_PLACE);
    return findings;
  }

  private SchemaCheck.Findings later(FindingList found) {
    return new SchemaCheck.Findings() {
      @Override
      public long mark() {
        return 0;
      }

      @Override
      public void add(Finding finding, long mark) {
        found.add(place(finding, mark));
      }
    };
  }

  private SchemaCheck.Findings collector(DocumentReader reader, FindingList found) {
    return new SchemaCheck.Findings() {
      @Override
      public long mark() {
        return reader.parser().currentTokenLocation().getByteOffset();
      }

      @Override
      public void add(Finding finding, long mark) {
        found.add(place(finding, mark));
      }
    };
  }

  /**
   * The findings, as many as the limits allow, with the line and column of the value that each
   * one's pointer leads to, or of the innermost object or list that it is missing from.
   */
  public List<Finding> locate(List<Finding> findings) {
    if (findings.isEmpty()) {
      return findings;
    }
    List<Finding> first = findings.subList(0, Math.min(findings.size(), limits.findings()));
    Map<String, Long> offsets = new HashMap<>();
    first.forEach(finding -> upFrom(finding).forEach(pointer -> offsets.put(pointer, ABSENT)));
    walk(reader -> new PlaceCollector(reader, offsets));
    List<Finding> located = new ArrayList<>();
    for (Finding finding : first) {
      LongStream seen = upFrom(finding).stream().mapToLong(offsets::get).filter(at -> at != ABSENT);
      located.add(place(finding, seen.findFirst().orElse(0)));
    }
    if (first.size() < findings.size()) {
      located.add(JsonEvents.tooMany(limits).at(1, 1));
    }
    return located;
  }

  /** The finding's pointer and those of all that its place lies in, from the inside. */
  private static List<String> upFrom(Finding finding) {
    List<String> pointers = new ArrayList<>();
    String pointer = finding.pointer();
    while (!pointer.isEmpty()) {
      pointers.add(pointer);
      pointer = pointer.substring(0, pointer.lastIndexOf('/'));
    }
    pointers.add(pointer);
    return pointers;
  }

  @Override
  public byte[] bytes() {
    return text == null ? new byte[0] : text.bytes().clone();
  }

  private Finding place(Finding finding, long offset) {
    return text == null ? finding : text.at(finding, offset);
  }

  private List<Finding> walk(Function<DocumentReader, DocumentVisitor> visitor) {
    return text == null ? unusable : JsonEvents.walk(text, limits, visitor);
  }
}
