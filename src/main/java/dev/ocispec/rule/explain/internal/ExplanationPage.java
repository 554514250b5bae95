package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Statement;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import java.util.List;
import java.util.Objects;

/** Statements as an HTML page. */
public final class ExplanationPage {
  private ExplanationPage() {}

  /** The page about a container that is called {@code name}. */
  public static String of(String name, List<Statement> statements) {
    HtmlPage page =
        new HtmlPage(
            name,
            "What this container is and may do, in "
                + statements.size()
                + " statements: "
                + count(statements, Weight.ISOLATION)
                + " on what weakens isolation, "
                + count(statements, Weight.NOTABLE)
                + " worth knowing, "
                + count(statements, Weight.PLAIN)
                + " for the rest.");
    for (Weight weight : Weight.values()) {
      List<Statement> weighed = statements.stream().filter(s -> s.weight() == weight).toList();
      if (!weighed.isEmpty()) {
        page.begin(weight, Objects.requireNonNull(ExplanationText.HEADINGS.get(weight)));
        for (Topic topic : Topic.values()) {
          list(topic, weighed.stream().filter(s -> s.topic() == topic).toList(), page);
        }
        page.end();
      }
    }
    return page.finish(
        "Drawn from the configuration alone. It does not know what the files, hooks and images"
            + " contain that the configuration names.");
  }

  private static void list(Topic topic, List<Statement> statements, HtmlPage page) {
    if (statements.isEmpty()) {
      return;
    }
    page.beginList(topic.text().replace('-', ' '));
    statements.forEach(statement -> page.item(statement.text(), "", statement.pointer()));
    page.endList();
  }

  private static long count(List<Statement> statements, Weight weight) {
    return statements.stream().filter(s -> s.weight() == weight).count();
  }
}
