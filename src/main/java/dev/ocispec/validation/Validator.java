package dev.ocispec.validation;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.schema.internal.BothVisitors;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.schema.internal.SharedMeaningCheck;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.validation.internal.KindSchemas;
import dev.ocispec.version.DeclaredVersion;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.ReleaseTables;
import dev.ocispec.version.internal.VersionFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Validates documents: as JSON that all programs read alike, and against the schema.
 *
 * <p>The standard one goes by the newest release, which defines all that older ones define but for
 * a few members that are gone; others go by a given release, or by the one that each document
 * declares. It answers with a report and never throws for an invalid document. Validators are
 * immutable and can be shared between threads.
 */
public final class Validator {
  /** What reports call this engine. */
  public static final String ENGINE = "generated";

  private static final Validator STANDARD =
      new Validator(Optional.of(Release.NEWEST), Optional.empty(), true);

  // Empty: the one that the document declares.
  private final Optional<Release> release;
  // Empty: the generated checks.
  private final Optional<SchemaValidator> engine;
  private final boolean sharedMeaning;

  private Validator(
      Optional<Release> release, Optional<SchemaValidator> engine, boolean sharedMeaning) {
    this.release = release;
    this.engine = engine;
    this.sharedMeaning = sharedMeaning;
  }

  /** {@return the usual validator: by the newest release} */
  public static Validator standard() {
    return STANDARD;
  }

  /**
   * {@return one that goes by the schema of {@code other}: members and values that it does not
   * define are unknown to it} Features documents and process states, which began with 1.1.0, are
   * validated against 1.1.0 at least.
   *
   * @param other the release
   */
  public Validator forRelease(Release other) {
    return new Validator(Optional.of(other), engine, sharedMeaning);
  }

  /**
   * {@return one that goes by the release that each document declares in {@code ociVersion},
   * features documents in {@code ociVersionMax}; see {@link DeclaredVersion#release} for versions
   * that are no known release} Documents that declare none, and parts of documents, are validated
   * against the newest release.
   */
  public Validator byDeclaredVersion() {
    return new Validator(Optional.empty(), engine, sharedMeaning);
  }

  /**
   * {@return one that validates against the JSON schema alone, as emission does: names that differ
   * from a known one in case only, and NUL characters, are not reported}
   */
  public Validator schemaOnly() {
    return new Validator(release, engine, false);
  }

  /**
   * {@return one whose schema checks are made by {@code other}, with the release or folder that it
   * was made with, instead of the generated ones} Reports are then named after {@link
   * SchemaValidator#ENGINE}.
   *
   * @param other the validator whose checks are made
   */
  public Validator withSchema(SchemaValidator other) {
    return new Validator(release, Optional.of(other), sharedMeaning);
  }

  /**
   * Validates a value: a whole document, or a part of one. Parts go through the generated checks
   * alone.
   *
   * @param value the value
   * @return what was found
   */
  public Report validate(OciObject value) {
    Walkable walkable = Walkable.of(value);
    ObjectSchema schema =
        value instanceof OciDocument document
            ? schema(DocumentKind.of(document), walkable::accept)
            : walkable.schema().at(ReleaseTables.of(release.orElse(Release.NEWEST)));
    List<Finding> found = new ArrayList<>();
    if (sharedMeaning) {
      found.addAll(SharedMeaningCheck.of(schema, walkable::accept));
    }
    if (engine.isPresent() && value instanceof OciDocument document) {
      found.addAll(engine.get().validate(document).findings());
      return new Report(SchemaValidator.ENGINE, found);
    }
    found.addAll(SchemaCheck.of(schema, walkable::accept));
    return new Report(ENGINE, found);
  }

  /**
   * Validates a file, inferring its kind from its members; findings have lines and columns.
   *
   * @param file the file
   * @return what was found
   * @throws dev.ocispec.json.DocumentAccessException when it can't be read
   */
  public Report validate(Path file) {
    return validate(JsonDocument.of(file));
  }

  /**
   * Validates text, inferring its kind from its members; findings have lines and columns.
   *
   * @param document the text
   * @return what was found
   */
  public Report validate(JsonDocument document) {
    return validate(document, DocumentKind.detect(document));
  }

  /**
   * Validates text as a document of the given kind; findings have lines and columns.
   *
   * @param document the text
   * @param kind the kind to validate it as
   * @return what was found
   */
  public Report validate(JsonDocument document, DocumentKind kind) {
    JudgedText text = JudgedText.of(document);
    ObjectSchema schema = schema(kind, text::accept);
    if (engine.isEmpty()) {
      return new Report(ENGINE, text.check(findings -> check(schema, findings)));
    }
    List<Finding> found = new ArrayList<>(engine.get().validate(document, kind).findings());
    if (sharedMeaning) {
      found.addAll(0, text.check(findings -> new SharedMeaningCheck(schema, findings)));
    }
    return new Report(SchemaValidator.ENGINE, found.stream().distinct().toList());
  }

  private DocumentVisitor check(ObjectSchema schema, SchemaCheck.Findings findings) {
    SchemaCheck check = new SchemaCheck(schema, findings);
    return sharedMeaning
        ? new BothVisitors(new SharedMeaningCheck(schema, findings), check)
        : check;
  }

  private ObjectSchema schema(DocumentKind kind, Consumer<DocumentVisitor> document) {
    Release chosen = release.orElseGet(() -> VersionFinder.release(document));
    return KindSchemas.of(kind).at(ReleaseTables.of(chosen.max(kind.since())));
  }
}
