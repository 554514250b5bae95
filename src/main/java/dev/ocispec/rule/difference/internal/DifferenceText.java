package dev.ocispec.rule.difference.internal;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.rule.DifferenceEntry;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.explain.internal.Wrapped;
import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Differences in lines for a terminal. */
public final class DifferenceText {
  /** The heading of each weight. */
  static final Map<Weight, String> HEADINGS =
      Map.of(
          Weight.ISOLATION, "What opens the host or weakens isolation",
          Weight.NOTABLE, "Worth knowing",
          Weight.PLAIN, "For the rest");

  private static final int LONGEST_VALUE = 60;

  private DifferenceText() {}

  /** The differences under a heading for each weight. */
  public static String of(List<DifferenceEntry> entries) {
    StringBuilder text = new StringBuilder();
    Optional<Weight> weight = Optional.empty();
    for (DifferenceEntry entry : entries) {
      if (!weight.equals(Optional.of(entry.weight()))) {
        weight = Optional.of(entry.weight());
        long count = entries.stream().filter(e -> e.weight() == entry.weight()).count();
        text.append(text.isEmpty() ? "" : "\n").append(HEADINGS.get(entry.weight()));
        text.append(" (").append(count).append(")\n");
      }
      String sign =
          switch (entry.change()) {
            case ADDED -> "  + ";
            case REMOVED -> "  - ";
            case CHANGED -> "  ~ ";
          };
      Wrapped.append(
          sign,
          ForeignText.withoutMiddle(entry.pointer().isEmpty() ? "/" : entry.pointer(), 200)
              + ": "
              + entry.meaning()
              + values(entry),
          text);
    }
    return text.toString();
  }

  /** The two values where both are short enough to be taken in at a glance. */
  private static String values(DifferenceEntry entry) {
    Optional<String> was = entry.before().flatMap(DifferenceText::shown);
    Optional<String> is = entry.after().flatMap(DifferenceText::shown);
    return was.isPresent() && is.isPresent()
        ? " (" + was.orElseThrow() + " -> " + is.orElseThrow() + ")"
        : "";
  }

  private static Optional<String> shown(JsonValue value) {
    boolean scalar = value.kind() != JsonValue.Kind.OBJECT && value.kind() != JsonValue.Kind.LIST;
    String text = value.toString();
    return scalar && text.length() <= LONGEST_VALUE
        ? Optional.of(ForeignText.oneLine(text))
        : Optional.empty();
  }
}
