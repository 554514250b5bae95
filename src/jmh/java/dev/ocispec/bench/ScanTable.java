package dev.ocispec.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** How many bytes a second are searched for references. */
final class ScanTable {
  private ScanTable() {}

  /** The rows of those results that are of {@link ScanBenchmark}; empty when none is. */
  static String of(Collection<RunResult> results) {
    Map<String, String> rows = new TreeMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String name = params.getBenchmark();
      if (name.startsWith(ScanBenchmark.class.getName())) {
        String needles = params.getParam("needles") == null ? "1" : params.getParam("needles");
        double micros = result.getPrimaryResult().getStatistics().getPercentile(50);
        String row =
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f |%n",
                params.getParam("content"),
                needles,
                name.substring(name.lastIndexOf('.') + 1),
                ScanFile.SIZE / micros);
        rows.put(
            String.format("%s %05d %s", params.getParam("content"), Integer.valueOf(needles), name),
            row);
      }
    }
    return rows.isEmpty()
        ? ""
        : "\n| content | names | search | MB/s, median |\n| --- | --- | --- | --- |\n"
            + String.join("", rows.values());
  }
}
