package dev.ocispec.bench.growth;

import dev.ocispec.bench.JmhRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures what grows with the mounts of a document, from ten of them to a hundred thousand, prints
 * a table, and draws {@code growth.svg} beside JMH's file of results. Takes JMH's own arguments;
 * {@code -p count=N,N} gives other numbers.
 */
public final class Growth {
  private static final List<String> COUNTS = List.of("10", "100", "1000", "10000", "100000");

  /** Each benchmark with what the legend calls it, in the order of the table. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("DocumentBenchmark.build", "build");
    NAMES.put("DocumentBenchmark.read", "read");
    NAMES.put("DocumentBenchmark.readChecked", "read with checks");
    NAMES.put("DocumentBenchmark.write", "write");
    NAMES.put("DocumentBenchmark.canonical", "canonical form");
    NAMES.put("EditBenchmark.putMount", "putMount for each");
    NAMES.put("EditBenchmark.addMount", "addMount for each");
  }

  private Growth() {}

  /** Runs all of it, with what the arguments of JMH say besides. */
  public static void main(String[] arguments)
      throws RunnerException, CommandLineOptionException, IOException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    OptionsBuilder options = new OptionsBuilder();
    options.parent(given);
    for (String benchmark : NAMES.keySet()) {
      options.include("\\." + benchmark.replace(".", "\\.") + "$");
    }
    Collection<String> counts = given.getParameter("count").orElse(COUNTS);
    options.param("count", counts.toArray(String[]::new));
    options.param("document", counts.stream().map("mounts-"::concat).toArray(String[]::new));
    List<Curve> curves = curves(JmhRun.of(options));
    if (!curves.isEmpty()) {
      System.out.print(GrowthTable.of(curves));
      Path plot = Path.of(given.getResult().orElse("growth.json")).resolveSibling("growth.svg");
      String java = System.getProperty("java.vm.name") + " " + Runtime.version();
      Files.writeString(plot, LogPlot.svg("Growth with mounts, " + java, "mounts", curves));
      System.out.println("the plot is " + plot);
    }
  }

  private static List<Curve> curves(Collection<RunResult> results) {
    Map<String, TreeMap<Double, Double>> points = new LinkedHashMap<>();
    NAMES.keySet().forEach(benchmark -> points.put(benchmark, new TreeMap<>()));
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      String document = result.getParams().getParam("document");
      String count = document == null ? result.getParams().getParam("count") : document;
      points
          .get(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1))
          .put(
              Double.valueOf(count.replace("mounts-", "")),
              result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    List<Curve> curves = new ArrayList<>();
    points.forEach(
        (benchmark, all) -> {
          if (!all.isEmpty()) {
            curves.add(new Curve(NAMES.get(benchmark), all));
          }
        });
    return curves;
  }
}
