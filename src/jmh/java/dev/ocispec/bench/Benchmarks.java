package dev.ocispec.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints how each compares with its baseline; takes JMH's own arguments.
 * Where the documents are absent it says so and runs nothing.
 */
public final class Benchmarks {
  private static final List<String> DOCUMENTS =
      List.of("small", "medium", "large", "mounts-50", "mounts-500", "mounts-5000");

  /** Each benchmark with the one it is compared with, in the order of the table. */
  private static final Map<String, String> BASELINES = new LinkedHashMap<>();

  static {
    BASELINES.put("build", "buildBean");
    BASELINES.put("buildAndWrite", "buildAndWriteBean");
    BASELINES.put("buildAndWriteChecked", "buildAndWriteBean");
    BASELINES.put("read", "readBean");
    BASELINES.put("readChecked", "readBean");
    BASELINES.put("write", "writeBean");
    BASELINES.put("writeChecked", "writeBean");
    BASELINES.put("canonical", "writeBean");
    BASELINES.put("digest", "writeBean");
    BASELINES.put("check", "schemaTree");
    BASELINES.put("checkText", "schemaText");
    BASELINES.put("secondEngine", "schemaText");
    BASELINES.put("checkByTables", "schemaTree");
    BASELINES.put("rules", "schemaTree");
    BASELINES.put("validateText", "schemaText");
  }

  private Benchmarks() {}

  /** Runs what the arguments of JMH choose, or everything. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Path folder = BenchDocument.folder().toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      System.out.println(
          "benchmarks skipped: the folder "
              + folder
              + " is absent; give another one with -Docispec.bench=FOLDER");
      return;
    }
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(new CommandLineOptions(arguments))
                    .jvmArgsAppend("-D" + BenchDocument.FOLDER + "=" + folder)
                    .build())
            .run();
    System.out.print(table(results));
    System.out.print(ScanTable.of(results));
  }

  private static String table(Collection<RunResult> results) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      if (!name.startsWith(DocumentBenchmark.class.getName())) {
        continue;
      }
      scores.put(
          name.substring(name.lastIndexOf('.') + 1) + " " + result.getParams().getParam("document"),
          result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    StringBuilder table = new StringBuilder();
    table.append("\n| microseconds, median | ").append(String.join(" | ", DOCUMENTS));
    table.append(" |\n").append("| --- ".repeat(DOCUMENTS.size() + 1)).append("|\n");
    BASELINES.forEach(
        (name, baseline) -> {
          table.append("| ").append(name).append(" / ").append(baseline).append(" |");
          for (String document : DOCUMENTS) {
            table.append(
                cell(scores.get(name + " " + document), scores.get(baseline + " " + document)));
          }
          table.append('\n');
        });
    return table.toString();
  }

  private static String cell(Double score, Double baseline) {
    return score == null || baseline == null
        ? " – |"
        : String.format(Locale.ROOT, " %.2f / %.2f = %.3f |", score, baseline, score / baseline);
  }
}
