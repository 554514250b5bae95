package dev.ocispec.testkit;

import java.util.List;

/** A part of a regular expression. */
sealed interface PatternNode {
  /** The beginning or the end of the text. */
  record Anchor() implements PatternNode {}

  /** One of these characters; each is a string of one code point. */
  record OneOf(List<String> characters) implements PatternNode {}

  /** One part after the other. */
  record Sequence(List<PatternNode> parts) implements PatternNode {}

  /** One of these parts. */
  record Choice(List<PatternNode> options) implements PatternNode {}

  /** A part several times; where the pattern has no upper limit, there is one a little above. */
  record Repeat(PatternNode node, int least, int most) implements PatternNode {}
}
