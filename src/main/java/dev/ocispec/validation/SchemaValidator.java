package dev.ocispec.validation;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.internal.JacksonParts;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.Report;
import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.version.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Validates documents with json-schema-validator, against the library's own schema files, or those
 * of any folder, for instance {@code schema} of a checked out runtime-spec.
 *
 * <p>Loading takes about a second in a new process; keep the validator. It can be shared between
 * threads.
 */
public final class SchemaValidator {
  /** What reports call this engine. */
  public static final String ENGINE = "json-schema-validator";

  // References go by file name; nothing is ever fetched from this place, which exists nowhere.
  private static final String BASE = "https://ocispec.invalid/schema/";

  private final SchemaRegistry registry;
  private final Map<DocumentKind, Schema> schemas = new EnumMap<>(DocumentKind.class);

  private SchemaValidator(SchemaSource source) {
    QuietLogging.begun();
    JacksonParts.requireCompatible();
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .regularExpressionFactory(EcmaExpression::new)
            .build();
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_4,
            builder ->
                builder.schemaRegistryConfig(config).schemas(location -> read(source, location)));
  }

  /** {@return a validator by the library's own files} */
  public static SchemaValidator ofLibrary() {
    return new SchemaValidator(SchemaSource.ofLibrary());
  }

  /**
   * {@return a validator by the schema of {@code release}; before 1.1.0 there is none for features
   * documents and process states}
   *
   * @param release the release
   */
  public static SchemaValidator ofRelease(Release release) {
    return new SchemaValidator(SchemaSource.ofRelease(release));
  }

  /**
   * {@return a validator by the files of {@code folder}, which has {@code config-schema.json} and
   * what that refers to}
   *
   * @param folder the folder
   * @throws SchemaFolderException when there is no such folder
   */
  public static SchemaValidator of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SchemaFolderException(
          "expected a folder with schema files, found "
              + (Files.exists(folder) ? "a file" : "nothing")
              + " at "
              + folder,
          null);
    }
    return new SchemaValidator(SchemaSource.ofFolder(folder));
  }

  private static String read(SchemaSource source, String location) {
    if (!location.startsWith(BASE)) {
      throw new UncheckedIOException(
          new IOException("a reference points outside the folder: " + location));
    }
    try {
      return source.read(location.substring(BASE.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Validates a typed document.
   *
   * @param document the document
   * @return what was found
   * @throws SchemaFolderException when the schema files can't be used
   */
  public Report validate(OciDocument document) {
    ValidatorTree tree = new ValidatorTree();
    Walkable.of(document).accept(tree);
    return new Report(ENGINE, judge(tree.result(), DocumentKind.of(document)));
  }

  /**
   * Validates a file, inferring its kind from its members; findings have lines and columns.
   *
   * @param file the file
   * @return what was found
   * @throws dev.ocispec.json.DocumentAccessException when it can't be read
   * @throws SchemaFolderException when the schema files can't be used
   */
  public Report validate(Path file) {
    JsonDocument document = JsonDocument.of(file);
    return validate(document, DocumentKind.detect(document));
  }

  /**
   * Validates text as a document of the given kind; findings have lines and columns.
   *
   * @param document the text
   * @param kind the kind to validate it as
   * @return what was found
   * @throws SchemaFolderException when the schema files can't be used
   */
  public Report validate(JsonDocument document, DocumentKind kind) {
    JudgedText text = JudgedText.of(document);
    ValidatorTree tree = new ValidatorTree();
    List<Finding> unreadable = text.accept(tree);
    return new Report(
        ENGINE, unreadable.isEmpty() ? text.locate(judge(tree.result(), kind)) : unreadable);
  }

  private List<Finding> judge(JsonNode document, DocumentKind kind) {
    List<Finding> findings = new ArrayList<>();
    for (Error error : schema(kind).validate(document)) {
      findings.add(
          Finding.must(
              "schema-" + error.getKeyword(),
              pointer(error.getInstanceLocation()),
              error.getMessage()));
    }
    return findings;
  }

  /** The engine's own text of a location escapes characters that a JSON pointer does not. */
  private static String pointer(NodePath location) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      String name = location.getElement(i).toString();
      pointer.append('/').append(JsonPointer.escape(name));
    }
    return pointer.toString();
  }

  /** The engine names files by the place that stands for the folder, and the class of its error. */
  private static String reason(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    String missing = "FileNotFoundException: " + BASE;
    int at = message.indexOf(missing);
    return at < 0
        ? message.replace(BASE, "")
        : "the folder has no readable file " + message.substring(at + missing.length());
  }

  private synchronized Schema schema(DocumentKind kind) {
    Schema known = schemas.get(kind);
    if (known != null) {
      return known;
    }
    try {
      Schema schema = registry.getSchema(SchemaLocation.of(BASE + kind.schemaFile()));
      schema.initializeValidators();
      schemas.put(kind, schema);
      return schema;
    } catch (SchemaException | UncheckedIOException e) {
      throw new SchemaFolderException(
          "cannot load the schema file " + kind.schemaFile() + ": " + reason(e), e);
    }
  }
}
