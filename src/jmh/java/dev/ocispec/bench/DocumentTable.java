package dev.ocispec.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** How what is done with documents compares with its baselines: times, and memory if measured. */
final class DocumentTable {
  /** What JMH calls the bytes that an operation allocates. */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

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

  private final Set<String> documents = new LinkedHashSet<>();
  private final Map<String, Double> times = new LinkedHashMap<>();
  private final Map<String, Double> bytes = new LinkedHashMap<>();

  private DocumentTable() {}

  /** The tables of those results that are of {@link DocumentBenchmark}; empty when none is. */
  static String of(Collection<RunResult> results) {
    DocumentTable table = new DocumentTable();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      if (name.startsWith(DocumentBenchmark.class.getName())) {
        String document = result.getParams().getParam("document");
        String key = name.substring(name.lastIndexOf('.') + 1) + " " + document;
        table.documents.add(document);
        table.times.put(key, result.getPrimaryResult().getStatistics().getPercentile(50));
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        if (allocated != null) {
          table.bytes.put(key, allocated.getScore());
        }
      }
    }
    return table.rows("microseconds, median", "%.2f", table.times)
        + table.rows("bytes allocated", "%,.0f", table.bytes);
  }

  private String rows(String title, String format, Map<String, Double> scores) {
    if (scores.isEmpty()) {
      return "";
    }
    StringBuilder table = new StringBuilder();
    table.append("\n| ").append(title).append(" | ").append(String.join(" | ", documents));
    table.append(" |\n").append("| --- ".repeat(documents.size() + 1)).append("|\n");
    BASELINES.forEach(
        (name, baseline) -> {
          table.append("| ").append(name).append(" / ").append(baseline).append(" |");
          for (String document : documents) {
            Double score = scores.get(name + " " + document);
            table.append(cell(format, score, scores.get(baseline + " " + document)));
          }
          table.append('\n');
        });
    return table.toString();
  }

  private static String cell(String format, @Nullable Double score, @Nullable Double baseline) {
    return score == null || baseline == null
        ? " – |"
        : String.format(
            Locale.ROOT,
            " " + format + " / " + format + " = %.3f |",
            score,
            baseline,
            score / baseline);
  }
}
