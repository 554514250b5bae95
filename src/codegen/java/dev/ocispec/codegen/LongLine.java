package dev.ocispec.codegen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Breaks a line of code that is too long, first where the fewest brackets are open. */
final class LongLine {
  private static final String INDENT = "    ";

  private LongLine() {}

  /** Adds the line to {@code lines}, in as many pieces as it takes. */
  static void wrap(String line, List<String> lines) {
    String first = line.substring(0, line.length() - line.stripLeading().length());
    int ternary = Break.ternary(line);
    if (line.length() > SourceLayout.WIDTH && ternary > 0) {
      lines.add(line.substring(0, ternary));
      int second = line.indexOf(" : ", ternary);
      wrap(first + INDENT + line.substring(ternary, second).strip(), lines);
      wrap(first + INDENT + line.substring(second).strip(), lines);
      return;
    }
    Map<Integer, String> indents = new HashMap<>();
    String indent = first;
    String rest = line;
    int outer = 0;
    while (rest.length() > SourceLayout.WIDTH) {
      Break best = Break.of(rest, outer);
      if (best.end() < 0) {
        break;
      }
      lines.add(rest.substring(0, best.end()));
      String deeper = indent + INDENT;
      indent = best.depth() == 0 ? deeper : indents.computeIfAbsent(best.depth(), d -> deeper);
      outer = best.depth();
      rest = indent + rest.substring(best.end()).strip();
    }
    lines.add(rest);
  }

  /** Where a line is broken, and how many brackets of the whole statement are open there. */
  private record Break(int end, int depth) {
    /** The best place, where {@code outer} brackets were open before the line. */
    static Break of(String line, int outer) {
      Break best = new Break(-1, Integer.MAX_VALUE);
      int depth = outer;
      boolean quoted = false;
      for (int i = line.length() - line.stripLeading().length(); i < SourceLayout.WIDTH; i++) {
        char c = line.charAt(i);
        if (c == '"' && line.charAt(i - 1) != '\\') {
          quoted = !quoted;
        }
        if (quoted) {
          continue;
        }
        if (c == '(' || c == '<' && line.charAt(i + 1) != ' ') {
          depth++;
        } else if (c == ')' || c == '>' && " -".indexOf(line.charAt(i - 1)) < 0) {
          depth--;
        }
        if (depth == 0 && line.startsWith(" -> ", i - 3)) {
          return new Break(i, depth);
        }
        if (isPlace(line, i) && depth <= best.depth()) {
          best = new Break(i, depth);
        }
      }
      return best;
    }

    /** Where a choice begins outside of all brackets and strings; negative when there is none. */
    static int ternary(String line) {
      int question = line.indexOf(" ? ");
      String before = question < 0 ? "(" : line.substring(0, question);
      return before.contains("(") || before.contains("\"") ? -1 : question;
    }

    /** Whether it is a blank after a comma, equals sign or arrow, or before an operator. */
    private static boolean isPlace(String line, int i) {
      return line.charAt(i) == ' '
          && (line.charAt(i - 1) == ','
              || line.startsWith(" = ", i - 2)
              || line.startsWith(" -> ", i - 3)
              || line.startsWith(" ? ", i)
              || line.startsWith(" : ", i)
              || line.startsWith(" + ", i)
              || line.startsWith(" && ", i)
              || line.startsWith(" || ", i)
              || line.startsWith(" implements ", i));
    }
  }
}
