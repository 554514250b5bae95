package dev.ocispec.json;

import dev.ocispec.report.Finding;
import dev.ocispec.schema.DocumentVisitor;
import dev.ocispec.schema.EmptyVisitor;
import dev.ocispec.schema.ObjectSchema;
import dev.ocispec.schema.SchemaCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Text that is to be judged rather than read into a type: what is wrong with it as JSON is reported
 * like everything else, and all findings have lines and columns.
 */
public final class JsonDocument {
  private final @Nullable JsonText text;
  private final JsonLimits limits;
  private final List<Finding> unusable;

  private JsonDocument(@Nullable JsonText text, JsonLimits limits, List<Finding> unusable) {
    this.text = text;
    this.limits = limits;
    this.unusable = unusable;
  }

  /**
   * The file {@code path}, with the usual limits.
   *
   * @throws DocumentAccessException when it can't be read
   */
  public static JsonDocument of(Path path) {
    return of(path, JsonLimits.DEFAULT);
  }

  /**
   * The file {@code path}.
   *
   * @throws DocumentAccessException when it can't be read
   */
  public static JsonDocument of(Path path, JsonLimits limits) {
    return make(() -> JsonText.read(path, limits), limits);
  }

  /** These bytes, with the usual limits. */
  public static JsonDocument of(byte[] bytes) {
    return of(bytes, JsonLimits.DEFAULT);
  }

  /** These bytes. */
  public static JsonDocument of(byte[] bytes, JsonLimits limits) {
    return make(() -> JsonText.of(bytes, limits), limits);
  }

  /**
   * All that the stream gives; no more than the limit is kept.
   *
   * @throws IOException when the stream fails
   */
  public static JsonDocument of(InputStream in, JsonLimits limits) throws IOException {
    byte[] bytes = in.readNBytes((int) limits.bytes() + 1);
    return of(bytes, limits);
  }

  private static JsonDocument make(Supplier<JsonText> read, JsonLimits limits) {
    try {
      return new JsonDocument(read.get(), limits, List.of());
    } catch (UnreadableDocumentException e) {
      return new JsonDocument(null, limits, e.findings());
    }
  }

  /** What is wrong with the text as JSON, in document order; empty when nothing is. */
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
    FindingList found = new FindingList(limits.findings());
    List<Finding> unreadable = walk(reader -> new SchemaCheck(schema, collector(reader, found)));
    List<Finding> findings = new ArrayList<>(found.list());
    findings.addAll(unreadable);
    findings.sort(
        Comparator.comparingInt((Finding f) -> f.line().orElse(0))
            .thenComparingInt(f -> f.column().orElse(0)));
    return findings;
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
   * one's pointer leads to.
   */
  public List<Finding> locate(List<Finding> findings) {
    if (findings.isEmpty()) {
      return findings;
    }
    List<Finding> first = findings.subList(0, Math.min(findings.size(), limits.findings()));
    Map<String, Long> offsets = new HashMap<>();
    first.forEach(finding -> offsets.put(finding.pointer(), 0L));
    walk(reader -> new PlaceCollector(reader, offsets));
    List<Finding> located = new ArrayList<>();
    first.forEach(finding -> located.add(place(finding, offsets.get(finding.pointer()))));
    if (first.size() < findings.size()) {
      located.add(JsonEvents.tooMany(limits).at(1, 1));
    }
    return located;
  }

  /** The bytes; empty when they passed a limit or are no UTF-8. */
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
