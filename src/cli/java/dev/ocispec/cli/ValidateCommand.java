package dev.ocispec.cli;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.validation.SchemaFolderException;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import dev.ocispec.version.DeclaredVersion;
import dev.ocispec.version.Release;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Validates documents and prints the findings. */
final class ValidateCommand extends CliCommand {
  private static final String NEWEST = "newest";
  private static final String DECLARED = "declared";

  ValidateCommand(Streams streams) {
    super("validate", "Validate documents.", streams);
    option(
        "--document",
        "KIND",
        "Document kind: config, state, features, process-state, or auto (default).");
    option(
        "--checks",
        "WHAT",
        "Checks to run: all (default), schema for the JSON schema alone, or rules for all but it.");
    option(
        "--min-level",
        "LEVEL",
        "Least severe level to report: must (default), runtime, should or info.");
    option("--engine", "NAME", "Validation engine: generated (default) or json-schema-validator.");
    option(
        "--oci-version",
        "V",
        "Release to validate against: newest (default), declared (by each document), or a"
            + " version.");
    option("--official-schema", "DIR", "Validate against the schema files in this directory.");
    option("--format", "NAME", "Output format: text (default) or json.");
    parameters("FILE", "1..*", "Document files; - reads standard input.");
  }

  @Override
  public Integer call() {
    String kind = choice("--document", DocumentOption.KINDS);
    String checks = choice("--checks", "all", "schema", "rules");
    Level level =
        Level.valueOf(
            choice("--min-level", "must", "runtime", "should", "info").toUpperCase(Locale.ROOT));
    boolean json = choice("--format", "text", "json").equals("json");
    BiFunction<JsonDocument, DocumentKind, Report> engine = engine(checks);
    List<Verdict> verdicts = new ArrayList<>();
    int code = ExitCode.OK;
    for (String file : arguments()) {
      try {
        Verdict verdict = judge(file, kind, level, engine);
        verdicts.add(verdict);
        code = Math.max(code, verdict.exitCode(level));
      } catch (SchemaFolderException e) {
        throw e; // No file can be validated against it.
      } catch (RuntimeException | StackOverflowError e) {
        // A failure in one file never keeps the others from being validated.
        code = Math.max(code, Failure.report(e, has("--debug"), streams()));
      }
    }
    if (json) {
      streams().write(VerdictJson.of(verdicts));
    } else {
      verdicts.forEach(verdict -> streams().write(verdict.toText()));
    }
    return code;
  }

  private Verdict judge(
      String file,
      String kindOption,
      Level level,
      BiFunction<JsonDocument, DocumentKind, Report> engine) {
    JsonDocument text = Input.text(file, streams());
    DocumentKind kind = Input.kind(kindOption, text);
    Report report = engine.apply(text, kind);
    return new Verdict(file, kind, report.isValid(), report.atLeast(level));
  }

  private BiFunction<JsonDocument, DocumentKind, Report> engine(String checks) {
    Validator standard =
        switch (checks) {
          case "schema" -> Validator.standard().schemaOnly();
          case "rules" -> Validator.standard().rulesOnly();
          default -> Validator.standard();
        };
    String folder = value("--official-schema");
    String engine = choice("--engine", Validator.ENGINE, SchemaValidator.ENGINE);
    String version = value("--oci-version");
    if (folder != null) {
      if (version != null) {
        throw new UsageException("--official-schema and --oci-version are mutually exclusive");
      }
      if (value("--engine") != null && engine.equals(Validator.ENGINE)) {
        throw new UsageException("--official-schema requires --engine json-schema-validator");
      }
      return standard.withSchema(SchemaValidator.of(Input.path(folder)))::validate;
    }
    return engine.equals(Validator.ENGINE)
        ? generated(standard, version)
        : schemaFiles(standard, version);
  }

  private static BiFunction<JsonDocument, DocumentKind, Report> generated(
      Validator standard, @Nullable String version) {
    if (version == null || version.equals(NEWEST)) {
      return standard::validate;
    }
    return version.equals(DECLARED)
        ? standard.byDeclaredVersion()::validate
        : standard.forRelease(ReleaseOption.of("--oci-version", version))::validate;
  }

  private static BiFunction<JsonDocument, DocumentKind, Report> schemaFiles(
      Validator standard, @Nullable String version) {
    if (version == null || version.equals(NEWEST)) {
      return standard.withSchema(SchemaValidator.ofLibrary())::validate;
    }
    Optional<Release> given =
        version.equals(DECLARED)
            ? Optional.empty()
            : Optional.of(ReleaseOption.of("--oci-version", version));
    Map<Release, SchemaValidator> validators = new EnumMap<>(Release.class);
    return (document, kind) -> {
      Release release = given.orElseGet(() -> DeclaredVersion.release(document));
      return standard
          .withSchema(
              validators.computeIfAbsent(release.max(kind.since()), SchemaValidator::ofRelease))
          .validate(document, kind);
    };
  }
}
