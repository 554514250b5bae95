package dev.ocispec.cli;

import dev.ocispec.report.Level;
import java.util.List;
import java.util.Locale;

/** Validates documents and prints the findings. */
final class ValidateCommand extends CliCommand {
  private final int threads;

  ValidateCommand(Streams streams) {
    this(streams, Runtime.getRuntime().availableProcessors());
  }

  /** A command that judges files by this many threads; what it prints is the same with any. */
  ValidateCommand(Streams streams, int threads) {
    super("validate", "Validate documents.", streams);
    this.threads = threads;
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
    ValidateRun.Settings settings =
        new ValidateRun.Settings(
            choice("--document", DocumentOption.KINDS), level, options.judge());
    return new ValidateRun(settings, output, streams(), has("--debug"), progress())
        .of(documents(), threads);
  }

  /** Where results go to the terminal, they are the progress. */
  private ProgressLine progress() {
    return TerminalStyle.isTerminal(streams())
        ? new ProgressLine(streams().err(), false)
        : ProgressLine.of(streams());
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
}
