package dev.ocispec.rule;

import java.util.Optional;

/**
 * Lists of CPUs and memory nodes as the kernel writes them: numbers and ranges, separated by
 * commas, for instance {@code 0-3,7}.
 */
final class NumberList {
  private NumberList() {}

  /** The first item that is neither a number nor a range from a number to one not below it. */
  static Optional<String> firstFault(String list) {
    int start = 0;
    while (true) {
      int comma = list.indexOf(',', start);
      String item = list.substring(start, comma < 0 ? list.length() : comma);
      if (!isItem(item)) {
        return Optional.of(item);
      }
      if (comma < 0) {
        return Optional.empty();
      }
      start = comma + 1;
    }
  }

  private static boolean isItem(String item) {
    int dash = item.indexOf('-');
    if (dash < 0) {
      return Digits.areAll(item);
    }
    String from = item.substring(0, dash);
    String to = item.substring(dash + 1);
    return Digits.areAll(from) && Digits.areAll(to) && compare(from, to) <= 0;
  }

  /** Compares numbers of any length, which no number type would hold. */
  private static int compare(String left, String right) {
    String a = withoutLeadingZeros(left);
    String b = withoutLeadingZeros(right);
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
