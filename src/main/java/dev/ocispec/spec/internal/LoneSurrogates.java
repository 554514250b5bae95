package dev.ocispec.spec.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.Report;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.EmptyVisitor;
import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds the strings and names of a document that no UTF-8 can express. */
public final class LoneSurrogates {
  private LoneSurrogates() {}

  /**
   * Lets only those documents pass that UTF-8 can express.
   *
   * @throws InvalidDocumentException with all places where this one has other text
   */
  public static void refuse(Consumer<DocumentVisitor> document) {
    Search search = new Search();
    document.accept(search);
    if (search.found) {
      throw in(document);
    }
  }

  private static final class Search extends EmptyVisitor {
    private boolean found;

    @Override
    public void name(String name) {
      found |= TextRules.hasLoneSurrogate(name);
    }

    @Override
    public void text(String value) {
      found |= TextRules.hasLoneSurrogate(value);
    }
  }

  /** What is to be thrown when writing the document failed on its text. */
  public static InvalidDocumentException in(Consumer<DocumentVisitor> document) {
    JsonValueCollector collector = new JsonValueCollector();
    document.accept(collector);
    List<Finding> found = new ArrayList<>();
    find(collector.result(), "", found);
    return new InvalidDocumentException(new Report("writer", found));
  }

  private static void find(JsonValue value, String pointer, List<Finding> found) {
    check(value.asText().orElse(""), pointer, found);
    for (int i = 0; i < value.elements().size(); i++) {
      find(value.elements().get(i), pointer + "/" + i, found);
    }
    value
        .members()
        .forEach(
            (name, member) -> {
              String at = pointer + "/" + JsonPointer.escape(name);
              check(name, at, found);
              find(member, at, found);
            });
  }

  private static void check(String text, String pointer, List<Finding> found) {
    if (TextRules.hasLoneSurrogate(text)) {
      found.add(
          Finding.must(
              "json-encoding",
              pointer,
              "expected text, found a lone surrogate in \"" + ForeignText.shown(text) + "\""));
    }
  }
}
