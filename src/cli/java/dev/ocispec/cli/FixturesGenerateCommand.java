package dev.ocispec.cli;

import dev.ocispec.fixtures.Corpus;
import dev.ocispec.fixtures.CorpusSummary;
import dev.ocispec.rule.Platform;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the corpus of test cases for other runtimes. */
final class FixturesGenerateCommand extends CliCommand {
  FixturesGenerateCommand(Streams streams) {
    super("generate", "Write test cases for runtimes: documents and what is expected.", streams);
    option("--out", "DIR", "Directory to create, or an empty one.");
    repeatedOption(
        "--platform",
        "NAME",
        "Cases for this platform alone: linux, windows, solaris, vm, zos, freebsd (repeatable).");
    option("--seed", "N", "Other combinations among the cases drawn by lot (default: 1).");
  }

  @Override
  public Integer call() {
    Path folder = Input.path(required("--out", "the directory for the cases"));
    Corpus corpus = Corpus.standard();
    List<Platform> platforms =
        values("--platform").stream().map(FixturesGenerateCommand::platform).toList();
    if (!platforms.isEmpty()) {
      corpus = corpus.forPlatforms(platforms.get(0), platforms.toArray(Platform[]::new));
    }
    CorpusSummary summary = corpus.withSeed(seed()).writeTo(folder);
    streams().write(text(summary));
    return ExitCode.OK;
  }

  private static Platform platform(String name) {
    return Platform.of(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "--platform: expected one of "
                        + Arrays.stream(Platform.values())
                            .map(Platform::text)
                            .collect(Collectors.joining(", "))
                        + ", found "
                        + name));
  }

  private long seed() {
    String text = value("--seed", "1");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--seed: expected a whole number, found " + text);
    }
  }

  private static String text(CorpusSummary summary) {
    String verdicts =
        summary.verdicts().entrySet().stream()
            .map(entry -> entry.getKey().text() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return summary.cases()
        + " cases: "
        + verdicts
        + "\n"
        + summary.properties()
        + " properties, "
        + summary.values()
        + " known values, "
        + summary.rules()
        + " of "
        + summary.catalogue()
        + " rules\n";
  }
}
