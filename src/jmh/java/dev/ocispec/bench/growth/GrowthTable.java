package dev.ocispec.bench.growth;

import java.util.List;
import java.util.Locale;

/** The same as the plot, as Markdown. */
final class GrowthTable {
  private static final int SMALL = 10;

  private GrowthTable() {}

  /** A row for each curve, a column for each size of the first one. */
  static String of(List<Curve> curves) {
    StringBuilder table = new StringBuilder("\n| microseconds, median; mounts |");
    for (double size : curves.get(0).points().keySet()) {
      table.append(String.format(Locale.ROOT, " %,.0f |", size));
    }
    table.append("\n| --- ").append("| --- ".repeat(curves.get(0).points().size())).append("|\n");
    for (Curve curve : curves) {
      table.append("| ").append(curve.name()).append(" |");
      for (double time : curve.points().values()) {
        table.append(String.format(Locale.ROOT, time < SMALL ? " %.2f |" : " %,.0f |", time));
      }
      table.append('\n');
    }
    return table.toString();
  }
}
