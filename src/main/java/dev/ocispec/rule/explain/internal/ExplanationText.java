package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Statement;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements in lines for a terminal. */
public final class ExplanationText {
  /** The heading of each weight. */
  static final Map<Weight, String> HEADINGS =
      Map.of(
          Weight.ISOLATION, "What opens the host or weakens isolation",
          Weight.NOTABLE, "Worth knowing",
          Weight.PLAIN, "For the rest");

  private static final int LABEL = 16;

  private ExplanationText() {}

  /** The statements under a heading for each weight, the topic named where it changes. */
  public static String of(List<Statement> statements) {
    StringBuilder text = new StringBuilder();
    Optional<Weight> weight = Optional.empty();
    Optional<Topic> topic = Optional.empty();
    for (Statement statement : statements) {
      if (!weight.equals(Optional.of(statement.weight()))) {
        weight = Optional.of(statement.weight());
        topic = Optional.empty();
        text.append(text.isEmpty() ? "" : "\n").append(HEADINGS.get(statement.weight()));
        text.append(" (").append(count(statements, statement.weight())).append(")\n");
      }
      boolean same = topic.equals(Optional.of(statement.topic()));
      topic = Optional.of(statement.topic());
      String label = "  " + (same ? "" : statement.topic().text());
      Wrapped.append(
          label + " ".repeat(LABEL - label.length()),
          statement.text() + " [" + statement.pointer() + "]",
          text);
    }
    return text.toString();
  }

  private static long count(List<Statement> statements, Weight weight) {
    return statements.stream().filter(statement -> statement.weight() == weight).count();
  }
}
