package dev.ocispec.cli;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.validation.SchemaFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * The files of one call: judged by several threads, printed in the order in which they were named.
 */
final class ValidateRun {
  /**
   * The part of the heap that the texts of the files at work may have together. A document takes
   * many times the memory of its text; a larger file is judged when no other is.
   */
  private static final int SHARE_OF_HEAP = 64;

  private static final long BETWEEN_PROGRESS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How files are judged. */
  record Settings(String kind, Level level, BiFunction<JsonDocument, DocumentKind, Report> judge) {}

  private final Settings settings;
  private final VerdictOutput output;
  private final Streams streams;
  private final boolean debug;
  private final ProgressLine progress;
  private final Tally tally = new Tally();
  private long progressAt = System.nanoTime();
  private int code = ExitCode.OK;

  ValidateRun(
      Settings settings,
      VerdictOutput output,
      Streams streams,
      boolean debug,
      ProgressLine progress) {
    this.settings = settings;
    this.output = output;
    this.streams = streams;
    this.debug = debug;
    this.progress = progress;
  }

  /** Judges what the arguments name, by this many threads; the command's exit code. */
  int of(List<String> arguments, int threads) {
    long heaviest = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    try (OrderedWork work = new OrderedWork(threads, heaviest)) {
      judge(arguments, work);
    } finally {
      progress.clear();
    }
    output.end();
    if (tally.isWorthTelling()) {
      streams.err().println("ocispec: " + tally.summary());
    }
    return code;
  }

  private void judge(List<String> arguments, OrderedWork work) {
    DocumentFiles files =
        new DocumentFiles(
            file -> judge(file, work),
            e -> work.inTurn(() -> () -> failed(e.path().toString(), e)));
    try {
      arguments.forEach(files::visit);
    } catch (UsageException e) {
      work.finish(); // What stands before the argument that can't be used is told.
      throw e;
    }
    work.finish();
  }

  /**
   * A pipe is read in its turn: what was found before is printed while it is waited for, and of two
   * arguments that name the same one, the first has its content.
   */
  private void judge(String file, OrderedWork work) {
    if (file.equals("-") || !Files.isRegularFile(Input.path(file))) {
      work.inTurn(() -> judged(file));
    } else {
      work.add(weight(Input.path(file)), () -> judged(file));
    }
  }

  private static long weight(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // It went away; whoever reads it tells.
    }
  }

  /** What is to be done with a file's verdict, or with what kept it from having one. */
  private Runnable judged(String file) {
    try {
      JsonDocument text = Input.text(file, streams);
      DocumentKind kind = Input.kind(settings.kind(), text);
      Report report = settings.judge().apply(text, kind);
      Verdict verdict = new Verdict(file, kind, text, report, settings.level());
      return () -> print(verdict);
    } catch (SchemaFolderException | UsageException e) {
      throw e; // No file can be validated so.
    } catch (RuntimeException | StackOverflowError e) {
      return () -> failed(file, e);
    }
  }

  private void print(Verdict verdict) {
    output.verdict(verdict);
    tally.add(verdict);
    code = Math.max(code, verdict.exitCode());
    long now = System.nanoTime();
    if (now - progressAt >= BETWEEN_PROGRESS) {
      progressAt = now;
      progress.show(tally.progress());
    }
  }

  /** A failure in one file never keeps the others from being validated. */
  private void failed(String file, Throwable error) {
    progress.clear();
    code = Math.max(code, Failure.report(error, debug, streams));
    output.unread(file, String.valueOf(error.getMessage()));
    tally.addUnread();
  }
}
