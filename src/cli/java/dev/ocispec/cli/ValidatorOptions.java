package dev.ocispec.cli;

import dev.ocispec.host.LocalHost;
import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.Platform;
import dev.ocispec.rule.Rules;
import dev.ocispec.rule.UnknownRuleException;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import dev.ocispec.version.DeclaredVersion;
import dev.ocispec.version.Release;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The options that say by what documents are validated. */
final class ValidatorOptions {
  private static final String NEWEST = "newest";
  private static final String DECLARED = "declared";

  private final CliCommand command;
  private final Validator validator;

  ValidatorOptions(CliCommand command) {
    this.command = command;
    this.validator = validator();
  }

  static void declare(CliCommand command) {
    command.option(
        "--checks",
        "WHAT",
        "Checks to run: all (default), schema for the JSON schema alone, or rules for all but it.");
    command.option(
        "--platform",
        "NAME",
        "Platform to validate for: linux, windows, solaris, vm, zos, freebsd, or auto (default: by"
            + " the document's sections).");
    command.repeatedOption("--disable", "RULE", "Leave a rule out (repeatable).");
    command.repeatedOption(
        "--level", "RULE=LEVEL", "Report a rule's findings at another level (repeatable).");
    command.option(
        "--bundle", "DIR", "Apply the rules about the bundle as well, with this directory as it.");
    command.flag("--host", "Apply the rules about the host as well, with this machine as it.");
    command.option(
        "--engine", "NAME", "Validation engine: generated (default) or json-schema-validator.");
    command.option(
        "--oci-version",
        "V",
        "Release to validate against: newest (default), declared (by each document), or a"
            + " version.");
    command.option(
        "--official-schema", "DIR", "Validate against the schema files in this directory.");
  }

  /** The rules that are applied. */
  Rules rules() {
    return validator.rules();
  }

  private Validator validator() {
    Validator chosen = Validator.standard();
    for (String rule : command.values("--disable")) {
      Validator before = chosen;
      chosen = known("--disable", () -> before.disable(rule));
    }
    for (String text : command.values("--level")) {
      chosen = levelled(chosen, text);
    }
    chosen = surrounded(chosen);
    return switch (command.choice("--checks", "all", "schema", "rules")) {
      case "schema" -> chosen.schemaOnly();
      case "rules" -> chosen.rulesOnly();
      default -> chosen;
    };
  }

  private static Validator known(String option, Supplier<Validator> change) {
    try {
      return change.get();
    } catch (UnknownRuleException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  private static Validator levelled(Validator validator, String text) {
    int equals = text.indexOf('=');
    String name = text.substring(equals + 1);
    Optional<Level> level =
        Arrays.stream(Level.values()).filter(each -> each.text().equals(name)).findFirst();
    if (equals < 0 || level.isEmpty()) {
      throw new UsageException(
          "--level: expected RULE=LEVEL with one of must, runtime, should, info, found " + text);
    }
    return known("--level", () -> validator.level(text.substring(0, equals), level.get()));
  }

  private Validator surrounded(Validator validator) {
    List<String> platforms = new ArrayList<>(List.of("auto"));
    for (Platform platform : Platform.values()) {
      platforms.add(platform.text());
    }
    Validator chosen =
        Platform.of(command.choice("--platform", platforms.toArray(String[]::new)))
            .map(platform -> validator.forPlatform(platform))
            .orElse(validator);
    String bundle = command.value("--bundle");
    if (command.has("--host")) {
      chosen = chosen.onHost(LocalHost.view());
    }
    return bundle == null ? chosen : chosen.inBundle(folder(Input.path(bundle)));
  }

  private static Path folder(Path path) {
    if (!Files.exists(path)) {
      throw new DocumentAccessException("read", path, new NoSuchFileException(path.toString()));
    }
    if (!Files.isDirectory(path)) {
      throw new DocumentAccessException("read", path, new NotDirectoryException(path.toString()));
    }
    return path;
  }

  /** What judges documents. */
  BiFunction<JsonDocument, DocumentKind, Report> judge() {
    String folder = command.value("--official-schema");
    String engine = command.choice("--engine", Validator.ENGINE, SchemaValidator.ENGINE);
    String version = command.value("--oci-version");
    if (folder != null) {
      if (version != null) {
        throw new UsageException("--official-schema and --oci-version are mutually exclusive");
      }
      if (command.value("--engine") != null && engine.equals(Validator.ENGINE)) {
        throw new UsageException("--official-schema requires --engine json-schema-validator");
      }
      return validator.withSchema(SchemaValidator.of(Input.path(folder)))::validate;
    }
    return engine.equals(Validator.ENGINE) ? generated(version) : schemaFiles(version);
  }

  private BiFunction<JsonDocument, DocumentKind, Report> generated(@Nullable String version) {
    if (version == null || version.equals(NEWEST)) {
      return validator::validate;
    }
    return version.equals(DECLARED)
        ? validator.byDeclaredVersion()::validate
        : validator.forRelease(ReleaseOption.of("--oci-version", version))::validate;
  }

  private BiFunction<JsonDocument, DocumentKind, Report> schemaFiles(@Nullable String version) {
    if (version == null || version.equals(NEWEST)) {
      return validator.withSchema(SchemaValidator.ofLibrary())::validate;
    }
    Optional<Release> given =
        version.equals(DECLARED)
            ? Optional.empty()
            : Optional.of(ReleaseOption.of("--oci-version", version));
    Map<Release, SchemaValidator> validators = new ConcurrentHashMap<>();
    return (document, kind) -> {
      Release release = given.orElseGet(() -> DeclaredVersion.release(document));
      return validator
          .withSchema(
              validators.computeIfAbsent(release.max(kind.since()), SchemaValidator::ofRelease))
          .validate(document, kind);
    };
  }
}
