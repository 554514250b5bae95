package dev.ocispec.validation;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Report;
import dev.ocispec.schema.SchemaCheck;
import dev.ocispec.spec.OciObject;
import java.nio.file.Path;

/**
 * Judges documents by the schema of the newest release, with the generated checks.
 *
 * <p>It answers with a report and never throws for an invalid document. Validators are immutable
 * and can be shared between threads.
 */
public final class Validator {
  /** What reports call this engine. */
  public static final String ENGINE = "generated";

  private static final Validator STANDARD = new Validator();

  private Validator() {}

  /** The usual validator. */
  public static Validator standard() {
    return STANDARD;
  }

  /** Judges a value, a whole document or a part of one. */
  public Report validate(OciObject value) {
    return new Report(ENGINE, SchemaCheck.of(value.schema(), value::accept));
  }

  /**
   * Judges a file, whose kind is told from its members; findings have lines and columns.
   *
   * @throws dev.ocispec.json.DocumentAccessException when it can't be read
   */
  public Report validate(Path file) {
    return validate(JsonDocument.of(file));
  }

  /** Judges text, whose kind is told from its members; findings have lines and columns. */
  public Report validate(JsonDocument document) {
    return validate(document, DocumentKind.detect(document));
  }

  /** Judges text as a document of that kind; findings have lines and columns. */
  public Report validate(JsonDocument document, DocumentKind kind) {
    return new Report(ENGINE, document.check(kind.schema()));
  }
}
