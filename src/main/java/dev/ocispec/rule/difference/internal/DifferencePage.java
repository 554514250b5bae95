package dev.ocispec.rule.difference.internal;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.rule.DifferenceEntry;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.explain.internal.HtmlPage;
import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Objects;

/** Differences as an HTML page. */
public final class DifferencePage {
  private static final int LONGEST_VALUE = 400;

  private DifferencePage() {}

  /** The page about two documents that are called so. */
  public static String of(String before, String after, List<DifferenceEntry> entries) {
    HtmlPage page =
        new HtmlPage(
            before + " → " + after,
            entries.isEmpty()
                ? "The documents are equal."
                : "What changed, and what it means for isolation, in "
                    + (entries.size() == 1 ? "1 difference." : entries.size() + " differences."));
    for (Weight weight : Weight.values()) {
      List<DifferenceEntry> weighed =
          entries.stream().filter(entry -> entry.weight() == weight).toList();
      if (!weighed.isEmpty()) {
        page.begin(weight, Objects.requireNonNull(DifferenceText.HEADINGS.get(weight)));
        page.beginList("");
        weighed.forEach(entry -> page.item(entry.meaning(), values(entry), entry.pointer()));
        page.endList();
        page.end();
      }
    }
    return page.finish("Drawn from the two configurations alone.");
  }

  private static String values(DifferenceEntry entry) {
    return entry.before().map(value -> value("del", value)).orElse("")
        + entry.after().map(value -> value("ins", value)).orElse("");
  }

  private static String value(String element, JsonValue value) {
    String shown = ForeignText.withoutMiddle(value.toString(), LONGEST_VALUE);
    return "<" + element + "><code>" + HtmlPage.escaped(shown) + "</code></" + element + ">";
  }
}
