package dev.ocispec.bench.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The results as Markdown: every target beside its figure, met or not. */
public final class TargetTable {
  private static final double MANY_MICROSECONDS = 10_000;

  private TargetTable() {}

  /** Prints a table for each file of results. */
  public static void main(String[] files) {
    for (String file : files) {
      System.out.print(of(Results.read(Path.of(file))));
    }
  }

  static String of(Results results) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%n%s, %s, %d processors; small / medium / large document where nothing else is"
                + " said%n%n",
            results.java(),
            String.join(" and ", results.collectors()),
            results.processors()));
    table.append("| work | ours | baseline | figure | target | met |\n");
    table.append("| --- ".repeat(6)).append("|\n");
    for (Target target : Targets.ALL) {
      row(table, target, results);
    }
    return table.toString();
  }

  private static void row(StringBuilder table, Target target, Results results) {
    List<Figure> figures = new ArrayList<>();
    for (String subject : target.subjects()) {
      for (Figure figure : results.figures()) {
        if (figure.work().equals(target.work()) && figure.subject().equals(subject)) {
          figures.add(figure);
        }
      }
    }
    double limit = target.limitOn(results.release());
    Measure measure = target.measure();
    String baseline = target.baseline().isEmpty() ? "" : "`" + target.baseline() + "` ";
    List<String> cells =
        figures.isEmpty()
            ? List.of(target.text(), "", baseline, "", measure.limit(limit), "not measured")
            : List.of(
                target.text(),
                times(figures, Figure::ourTime),
                baseline + (baseline.isEmpty() ? "" : times(figures, Figure::theirTime)),
                figures.stream()
                    .map(figure -> measure.value(measure.of(figure), limit))
                    .collect(Collectors.joining(" / ")),
                measure.limit(limit),
                met(figures, measure, limit));
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String times(List<Figure> figures, ToDoubleFunction<Figure> time) {
    boolean many =
        figures.stream().allMatch(figure -> time.applyAsDouble(figure) > MANY_MICROSECONDS);
    return figures.stream()
            .map(figure -> time(time.applyAsDouble(figure) / (many ? 1e3 : 1)))
            .collect(Collectors.joining(" / "))
        + (many ? " ms" : " µs");
  }

  private static String time(double time) {
    return String.format(Locale.ROOT, time < 10 ? "%.2f" : time < 100 ? "%.1f" : "%,.0f", time);
  }

  private static String met(List<Figure> figures, Measure measure, double limit) {
    long met = figures.stream().filter(figure -> measure.meets(measure.of(figure), limit)).count();
    if (met == figures.size()) {
      return "yes";
    }
    return met == 0 ? "no" : met + " of " + figures.size();
  }
}
