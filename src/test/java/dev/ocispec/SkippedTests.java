package dev.ocispec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints why tests were skipped, and how many for each reason, when a run ends.
 *
 * <p>Maven runs the tests in two Java processes, one after the other. Each writes its counts to the
 * file that the system property {@code ocispec.skipped} names; the second adds those of the first,
 * in the file that {@code ocispec.skipped.before} names, to the table.
 */
public final class SkippedTests implements TestExecutionListener {
  private static final String SEPARATOR = "\t";

  private final Map<String, Integer> reasons = new ConcurrentHashMap<>();

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    count(reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      count(result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  private void count(String reason) {
    String line = reason.replaceFirst("^Assumption failed: ", "").replaceAll("\\s+", " ");
    reasons.merge(line, 1, Integer::sum);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    try {
      Map<String, Integer> all = new TreeMap<>(reasons);
      String before = System.getProperty("ocispec.skipped.before");
      if (before != null && Files.exists(Path.of(before))) {
        for (String line : Files.readAllLines(Path.of(before))) {
          String[] parts = line.split(SEPARATOR, 2);
          all.merge(parts[1], Integer.parseInt(parts[0]), Integer::sum);
        }
      }
      String after = System.getProperty("ocispec.skipped");
      if (after != null) {
        List<String> lines =
            reasons.entrySet().stream().map(e -> e.getValue() + SEPARATOR + e.getKey()).toList();
        Files.write(Path.of(after), lines);
      }
      System.out.print(table(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most frequent reason first; empty when nothing was skipped. */
  static String table(Map<String, Integer> reasons) {
    if (reasons.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nSkipped tests by reason:\n");
    reasons.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(e -> text.append("%6d  %s%n".formatted(e.getValue(), e.getKey())));
    return text.toString();
  }
}
