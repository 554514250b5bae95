package dev.ocispec.bench.target;

import dev.ocispec.bench.BenchDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what there are targets for, writes the results as JSON, and prints every target beside
 * its figure. The first argument is the file for the results; others name works, by default all.
 */
public final class TargetRun {
  private TargetRun() {}

  /** Runs what the arguments name. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("expected FILE [WORK...]");
    }
    List<String> works = List.of(arguments).subList(1, arguments.length);
    for (String work : works) {
      if (Targets.ALL.stream().noneMatch(target -> target.work().equals(work))) {
        throw new IllegalArgumentException("there is no target for " + work);
      }
    }
    if (BenchDocument.obstacle().isPresent()) {
      System.out.println(BenchDocument.obstacle().get());
      return;
    }
    List<Figure> figures = new ArrayList<>();
    figures.addAll(PairedRounds.of(chosen(Targets.OF_ROUNDS, works)));
    figures.addAll(ColdCommands.of(chosen(Targets.OF_COMMANDS, works)));
    figures.addAll(ContainerBuilds.of(chosen(Targets.OF_BUILDS, works)));
    Results results = Results.of(figures);
    results.write(Path.of(arguments[0]));
    System.out.print(TargetTable.of(results));
  }

  private static List<Target> chosen(List<Target> targets, List<String> works) {
    return targets.stream()
        .filter(target -> works.isEmpty() || works.contains(target.work()))
        .toList();
  }
}
