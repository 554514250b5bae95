package dev.ocispec.cli;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.validation.SchemaFolderException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Validates documents and prints the findings. */
final class ValidateCommand extends CliCommand {
  ValidateCommand(Streams streams) {
    super("validate", "Validate documents.", streams);
    option(
        "--document",
        "KIND",
        "Document kind: config, state, features, process-state, or auto (default).");
    option(
        "--min-level",
        "LEVEL",
        "Least severe level to report: must (default), runtime, should or info.");
    ValidatorOptions.declare(this);
    option("--format", "NAME", "Output format: text (default), json, sarif or junit.");
    option("--color", "WHEN", "Colors in text: auto (default: on a terminal), always or never.");
    parameters(
        "FILE",
        "0..*",
        "Document files, and directories whose *.json files are read, with those below; - reads"
            + " standard input. Default: the bundle's config.json.");
  }

  @Override
  public Integer call() {
    Level level =
        Level.valueOf(
            choice("--min-level", "must", "runtime", "should", "info").toUpperCase(Locale.ROOT));
    ValidatorOptions options = new ValidatorOptions(this);
    VerdictOutput output = output(options);
    BiFunction<JsonDocument, DocumentKind, Report> judge = options.judge();
    Run run = new Run(choice("--document", DocumentOption.KINDS), level, judge, output);
    DocumentFiles files = new DocumentFiles(run::file, e -> run.failed(e.path().toString(), e));
    documents().forEach(files::visit);
    output.end();
    if (run.tally.isWorthTelling()) {
      streams().err().println("ocispec: " + run.tally.summary());
    }
    return run.code;
  }

  /** The files that are named; without any, the configuration of the bundle that is. */
  private List<String> documents() {
    String bundle = value("--bundle");
    if (arguments().isEmpty() && bundle == null) {
      throw new UsageException(
          "Missing required parameter: 'FILE', or --bundle for a bundle's config.json");
    }
    return arguments().isEmpty() && bundle != null
        ? List.of(Input.path(bundle).resolve("config.json").toString())
        : arguments();
  }

  private VerdictOutput output(ValidatorOptions options) {
    String color = choice("--color", "auto", "always", "never");
    return switch (choice("--format", "text", "json", "sarif", "junit")) {
      case "json" -> new VerdictJson(streams());
      case "sarif" -> new VerdictSarif(streams(), options.rules());
      case "junit" -> new VerdictJunit(streams());
      default -> text(color);
    };
  }

  /** Who pipes the text to a program gets lines; who looks at it gets the lines of the document. */
  private VerdictOutput text(String color) {
    if (color.equals("always")) {
      return new VerdictTerminal(streams(), new TerminalStyle(true));
    }
    if (!TerminalStyle.isTerminal(streams())) {
      return new VerdictText(streams());
    }
    boolean colours = color.equals("auto") && TerminalStyle.hasColours(System.getenv());
    return new VerdictTerminal(streams(), new TerminalStyle(colours));
  }

  /** The files of one call, one after the other. */
  private final class Run {
    private final String kindOption;
    private final Level level;
    private final BiFunction<JsonDocument, DocumentKind, Report> judge;
    private final VerdictOutput output;
    private final Tally tally = new Tally();
    private int code = ExitCode.OK;

    Run(
        String kindOption,
        Level level,
        BiFunction<JsonDocument, DocumentKind, Report> judge,
        VerdictOutput output) {
      this.kindOption = kindOption;
      this.level = level;
      this.judge = judge;
      this.output = output;
    }

    void file(String file) {
      Verdict verdict;
      try {
        JsonDocument text = Input.text(file, streams());
        DocumentKind kind = Input.kind(kindOption, text);
        verdict = new Verdict(file, kind, text, judge.apply(text, kind), level);
      } catch (SchemaFolderException | UsageException e) {
        throw e; // No file can be validated so.
      } catch (RuntimeException | StackOverflowError e) {
        failed(file, e);
        return;
      }
      output.verdict(verdict);
      tally.add(verdict);
      code = Math.max(code, verdict.exitCode());
    }

    /** A failure in one file never keeps the others from being validated. */
    void failed(String file, Throwable error) {
      code = Math.max(code, Failure.report(error, has("--debug"), streams()));
      output.unread(file, String.valueOf(error.getMessage()));
      tally.addUnread();
    }
  }
}
