package dev.ocispec.rule;

/** The kernel's lists of numbers: {@code 0-3,7}. */
final class NodeRanges {
  private NodeRanges() {}

  /** Whether {@code text} is a list of numbers and of ranges whose ends are in order. */
  static boolean isList(String text) {
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      if (!isEntry(text, from, to)) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }

  private static boolean isEntry(String text, int from, int to) {
    int hyphen = text.indexOf('-', from);
    if (hyphen < 0 || hyphen >= to) {
      return isNumber(text, from, to);
    }
    return isNumber(text, from, hyphen)
        && isNumber(text, hyphen + 1, to)
        && isOrdered(text.substring(from, hyphen), text.substring(hyphen + 1, to));
  }

  /** Whether ASCII digits stand there; no number of nodes or processors has more than nine. */
  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return to > from && to - from < 10;
  }

  private static boolean isOrdered(String first, String last) {
    return Integer.parseInt(first) <= Integer.parseInt(last);
  }
}
