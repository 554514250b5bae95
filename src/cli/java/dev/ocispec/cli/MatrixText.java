package dev.ocispec.cli;

import dev.ocispec.fixtures.Matrix;
import dev.ocispec.fixtures.MatrixCase;
import dev.ocispec.fixtures.MatrixCell;
import dev.ocispec.fixtures.MatrixRuntime;
import dev.ocispec.fixtures.ReplayOutcome;
import dev.ocispec.fixtures.replay.internal.CellWords;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A matrix for people: what each runtime did how often, then each deviation. */
final class MatrixText {
  private MatrixText() {}

  static String of(Matrix matrix) {
    StringBuilder text = new StringBuilder();
    for (MatrixRuntime runtime : matrix.runtimes()) {
      text.append(runtime.title()).append(": ").append(counts(matrix, runtime)).append('\n');
    }
    for (MatrixCase one : matrix.cases()) {
      for (MatrixCell cell : one.outcomes()) {
        if (cell.deviates()) {
          deviation(one, cell, text);
        }
      }
    }
    return text.toString();
  }

  private static String counts(Matrix matrix, MatrixRuntime runtime) {
    Map<ReplayOutcome, Integer> counts = new EnumMap<>(ReplayOutcome.class);
    List<MatrixCell> cells = new ArrayList<>();
    for (MatrixCase one : matrix.cases()) {
      one.outcomes().stream().filter(runtime::has).forEach(cells::add);
    }
    cells.forEach(cell -> counts.merge(cell.outcome(), 1, Integer::sum));
    long deviations = cells.stream().filter(MatrixCell::deviates).count();
    return counts.entrySet().stream()
            .map(count -> count.getKey().text() + " " + count.getValue())
            .collect(Collectors.joining(", "))
        + "; "
        + (deviations == 0 ? "all as it has to be" : deviations + " not as it has to be");
  }

  private static void deviation(MatrixCase one, MatrixCell cell, StringBuilder text) {
    text.append('\n').append(one.id()).append(": ").append(one.title()).append('\n');
    text.append("  ").append(CellWords.runtime(cell)).append(": ");
    text.append(CellWords.summary(one, cell)).append('\n');
    CellWords.details(one, cell).forEach(line -> text.append("  ").append(line).append('\n'));
  }
}
