package dev.ocispec.testkit;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Strings that match a regular expression. */
final class PatternText {
  private PatternText() {}

  /**
   * Strings in which {@code pattern} is found.
   *
   * @throws IllegalArgumentException when the pattern uses something that no schema needed so far
   */
  static Arbitrary<String> matching(Pattern pattern) {
    PatternNode node = PatternParser.parse(pattern.pattern());
    return strings(node).filter(text -> pattern.matcher(text).find());
  }

  private static Arbitrary<String> strings(PatternNode node) {
    if (node instanceof PatternNode.Anchor) {
      return Arbitraries.just("");
    }
    if (node instanceof PatternNode.OneOf characters) {
      return Arbitraries.of(characters.characters());
    }
    if (node instanceof PatternNode.Repeat repeat) {
      return strings(repeat.node())
          .list()
          .ofMinSize(repeat.least())
          .ofMaxSize(repeat.most())
          .map(parts -> String.join("", parts));
    }
    if (node instanceof PatternNode.Choice choice) {
      return Arbitraries.oneOf(all(choice.options()));
    }
    return Combinators.combine(all(((PatternNode.Sequence) node).parts()))
        .as(parts -> String.join("", parts));
  }

  private static List<Arbitrary<String>> all(List<PatternNode> nodes) {
    return nodes.stream().map(PatternText::strings).toList();
  }
}
