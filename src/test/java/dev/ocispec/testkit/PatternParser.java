package dev.ocispec.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads those regular expressions that a schema is likely to have: literals, classes, groups,
 * alternatives, repetitions and anchors.
 */
final class PatternParser {
  /** How often a part is repeated at most beyond its least, where the pattern sets no limit. */
  private static final int MORE = 6;

  private final String pattern;
  private int at;

  private PatternParser(String pattern) {
    this.pattern = pattern;
  }

  static PatternNode parse(String pattern) {
    PatternParser parser = new PatternParser(pattern);
    PatternNode node = parser.choice();
    if (parser.at < pattern.length()) {
      throw parser.unsupported();
    }
    return node;
  }

  private PatternNode choice() {
    List<PatternNode> options = new ArrayList<>();
    do {
      List<PatternNode> parts = new ArrayList<>();
      while (at < pattern.length() && peek() != '|' && peek() != ')') {
        parts.add(repeated(atom()));
      }
      options.add(new PatternNode.Sequence(parts));
    } while (accept('|'));
    return options.size() == 1 ? options.get(0) : new PatternNode.Choice(options);
  }

  private PatternNode atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^', '$' -> new PatternNode.Anchor();
      case '(' -> group();
      case '[' -> new PatternNode.OneOf(List.copyOf(characters()));
      case '.' -> new PatternNode.OneOf(List.copyOf(allBut(Set.of("\n", "\r"))));
      case '\\' -> escape();
      case '*', '+', '?', '{' -> throw unsupported();
      default -> new PatternNode.OneOf(List.of(String.valueOf(c)));
    };
  }

  private PatternNode group() {
    if (accept('?') && !accept(':')) {
      throw unsupported();
    }
    PatternNode node = choice();
    if (!accept(')')) {
      throw unsupported();
    }
    return node;
  }

  private PatternNode escape() {
    char c = pattern.charAt(at);
    if (c == 'z' || c == 'A' || c == 'Z') {
      at++;
      return new PatternNode.Anchor();
    }
    return new PatternNode.OneOf(List.copyOf(escaped()));
  }

  /** What the escape stands for whose letter comes next. */
  private Set<String> escaped() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'n' -> Set.of("\n");
      case 'r' -> Set.of("\r");
      case 't' -> Set.of("\t");
      case 'd' -> range('0', '9');
      case 'u' -> {
        at += 4;
        yield Set.of(String.valueOf((char) Integer.parseInt(pattern.substring(at - 4, at), 16)));
      }
      case 'w' -> {
        Set<String> word = range('0', '9');
        word.addAll(range('A', 'Z'));
        word.addAll(range('a', 'z'));
        word.add("_");
        yield word;
      }
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw unsupported();
        }
        yield Set.of(String.valueOf(c));
      }
    };
  }

  private Set<String> characters() {
    boolean negated = accept('^');
    Set<String> set = new LinkedHashSet<>();
    while (!accept(']')) {
      char first = pattern.charAt(at++);
      if (first == '\\') {
        set.addAll(escaped());
      } else if (peek() == '-' && pattern.charAt(at + 1) != ']') {
        set.addAll(range(first, pattern.charAt(at + 1)));
        at += 2;
      } else {
        set.add(String.valueOf(first));
      }
    }
    return negated ? allBut(set) : set;
  }

  /** Printable ASCII, and a few others that programs trip over, without those of {@code set}. */
  private static Set<String> allBut(Set<String> set) {
    Set<String> all = range(' ', '~');
    all.addAll(List.of("\n", "\t", "\u00e9", "\u2028", "\ud834\udd1e"));
    all.removeAll(set);
    return all;
  }

  private static Set<String> range(char from, char to) {
    Set<String> set = new LinkedHashSet<>();
    for (char c = from; c <= to; c++) {
      set.add(String.valueOf(c));
    }
    return set;
  }

  private PatternNode repeated(PatternNode node) {
    if (accept('*')) {
      return new PatternNode.Repeat(node, 0, MORE);
    }
    if (accept('+')) {
      return new PatternNode.Repeat(node, 1, 1 + MORE);
    }
    if (accept('?')) {
      return new PatternNode.Repeat(node, 0, 1);
    }
    if (!accept('{')) {
      return node;
    }
    int end = pattern.indexOf('}', at);
    String[] bounds = pattern.substring(at, end).split(",", -1);
    at = end + 1;
    int least = Integer.parseInt(bounds[0]);
    int most =
        bounds.length == 1
            ? least
            : bounds[1].isEmpty() ? least + MORE : Integer.parseInt(bounds[1]);
    return new PatternNode.Repeat(node, least, most);
  }

  private char peek() {
    return pattern.charAt(at);
  }

  private boolean accept(char c) {
    boolean there = at < pattern.length() && pattern.charAt(at) == c;
    if (there) {
      at++;
    }
    return there;
  }

  private IllegalArgumentException unsupported() {
    return new IllegalArgumentException(
        "no text can be made up for the pattern " + pattern + ", because of what stands at " + at);
  }
}
