package dev.ocispec.cli;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.validation.DocumentKind;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Judges documents and prints what was found. */
final class ValidateCommand extends CliCommand {
  ValidateCommand(Streams streams) {
    super("validate", "Judge documents.", streams);
    option("--document", "KIND", "config, state, features, process-state or auto (default).");
    option("--checks", "WHAT", "all that this version has (default: all), or schema.");
    option(
        "--min-level",
        "LEVEL",
        "The lightest finding that counts: must (default), runtime, should, info.");
    option("--engine", "NAME", "generated (default) or json-schema-validator.");
    option("--official-schema", "DIR", "Judge by the schema files in this folder.");
    option("--format", "NAME", "text (default) or json.");
    parameters("FILE", "1..*", "The documents; - is standard input.");
  }

  @Override
  public Integer call() {
    String kind = choice("--document", DocumentOption.KINDS);
    choice("--checks", "all", "schema");
    Level level =
        Level.valueOf(
            choice("--min-level", "must", "runtime", "should", "info").toUpperCase(Locale.ROOT));
    boolean json = choice("--format", "text", "json").equals("json");
    BiFunction<JsonDocument, DocumentKind, Report> engine = engine();
    List<Verdict> verdicts = new ArrayList<>();
    int code = ExitCode.OK;
    for (String file : arguments()) {
      Verdict verdict = judge(file, kind, level, engine);
      if (verdict == null) {
        code = ExitCode.INPUT;
        continue;
      }
      verdicts.add(verdict);
      code = Math.max(code, verdict.exitCode(level));
    }
    if (json) {
      streams().write(VerdictJson.of(verdicts));
    } else {
      verdicts.forEach(verdict -> streams().out().print(verdict.toText()));
    }
    return code;
  }

  private @Nullable Verdict judge(
      String file,
      String kindOption,
      Level level,
      BiFunction<JsonDocument, DocumentKind, Report> engine) {
    try {
      JsonDocument text = Input.text(file, streams());
      DocumentKind kind = Input.kind(kindOption, text);
      Report report = engine.apply(text, kind);
      return new Verdict(file, kind, report.isValid(), report.atLeast(level));
    } catch (DocumentAccessException e) {
      streams().err().println("ocispec: " + e.getMessage());
      return null;
    }
  }

  private BiFunction<JsonDocument, DocumentKind, Report> engine() {
    String folder = value("--official-schema");
    String engine = choice("--engine", Validator.ENGINE, SchemaValidator.ENGINE);
    if (folder != null) {
      if (value("--engine") != null && engine.equals(Validator.ENGINE)) {
        throw new UsageException("--official-schema needs --engine json-schema-validator");
      }
      return SchemaValidator.of(Input.path(folder))::validate;
    }
    return engine.equals(Validator.ENGINE)
        ? Validator.standard()::validate
        : SchemaValidator.ofLibrary()::validate;
  }
}
