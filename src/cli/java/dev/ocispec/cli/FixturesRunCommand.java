package dev.ocispec.cli;

import dev.ocispec.fixtures.Corpus;
import dev.ocispec.fixtures.FixtureCase;
import dev.ocispec.fixtures.Matrix;
import dev.ocispec.fixtures.Replay;
import dev.ocispec.runtime.OciRuntime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the corpus on runtimes. */
final class FixturesRunCommand extends CliCommand {
  FixturesRunCommand(Streams streams) {
    super("run", "Run test cases on runtimes and report what each does with them.", streams);
    repeatedOption(
        "--runtime",
        "NAME=PATH",
        "Name for the report, and runtime executable or its name on PATH (repeatable).");
    option("--cases", "GLOB", "Ids of the cases; default: " + Replay.DEFAULT_PATTERN + ".");
    option("--corpus", "DIR", "Directory with the cases, as generate writes it.");
    option("--report", "DIR", "New or empty directory for the report; resumes an unfinished one.");
    option("--format", "FORMAT", "text (default) or tap.");
    option("--concurrency", "N", "Cases run at a time; default: number of processors.");
    option("--timeout", "DURATION", "Time limit for each call of a runtime; default: 20s.");
  }

  @Override
  public Integer call() {
    String format = choice("--format", "text", "tap");
    String pattern = value("--cases", Replay.DEFAULT_PATTERN);
    Replay replay = Replay.of(cases(pattern)).matching(pattern);
    if (values("--runtime").isEmpty()) {
      throw new UsageException("missing required option --runtime, a name and a runtime");
    }
    for (String runtime : values("--runtime")) {
      int equals = runtime.indexOf('=');
      replay = replay.on(name(runtime, equals), runtime(runtime, equals));
    }
    Matrix matrix = run(options(replay));
    streams().write(format.equals("tap") ? matrix.toTap() : MatrixText.of(matrix));
    return matrix.conforms() ? ExitCode.OK : ExitCode.NO;
  }

  private List<FixtureCase> cases(String pattern) {
    @Nullable String corpus = value("--corpus");
    return corpus == null
        ? Corpus.standard().matching(pattern, Replay.CONTROL_CASE).cases()
        : Corpus.read(Input.path(corpus));
  }

  private Matrix run(Replay replay) {
    Thread worker = Thread.currentThread();
    Interruption interruption = Interruption.during(worker::interrupt);
    try {
      return replay.withListener(new ReplayProgress(streams())).run();
    } finally {
      interruption.end();
    }
  }

  private static String name(String option, int equals) {
    if (equals == 0 || equals == option.length() - 1) {
      throw new UsageException("--runtime: expected NAME=PATH, found " + option);
    }
    return equals < 0 ? option : option.substring(0, equals);
  }

  private static OciRuntime runtime(String option, int equals) {
    return RuntimeOptions.named(option.substring(equals + 1));
  }

  private Replay options(Replay replay) {
    Replay chosen = replay;
    @Nullable String report = value("--report");
    if (report != null) {
      chosen = chosen.withReport(Input.path(report));
    }
    @Nullable String timeout = value("--timeout");
    if (timeout != null) {
      chosen = chosen.withTimeout(DurationOption.parse("--timeout", timeout));
    }
    @Nullable String concurrency = value("--concurrency");
    return concurrency == null ? chosen : chosen.withConcurrency(count(concurrency));
  }

  private static int count(String text) {
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw new UsageException("--concurrency: expected a number from 1 to 999, found " + text);
    }
    return Integer.parseInt(text);
  }
}
