package dev.ocispec.rule;

/** Internet addresses in numeric form. */
final class NumericAddress {
  private static final int GROUPS = 8;

  private NumericAddress() {}

  /** Whether {@code text} is four numbers from 0 to 255 separated by dots. */
  static boolean isIp4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
      boolean plain = part.length() == 1 || !part.startsWith("0");
      if (!digits
          || part.isEmpty()
          || part.length() > 3
          || !plain
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} is an IPv6 address, without zone. */
  static boolean isIp6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == GROUPS;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    int first = before.isEmpty() ? 0 : groups(before, false);
    int last = after.isEmpty() ? 0 : groups(after, true);
    return first >= 0 && last >= 0 && first + last < GROUPS;
  }

  /** How many groups of 16 bits {@code text} has; negative when it is no list of them. */
  private static int groups(String text, boolean mayEndInIp4) {
    String[] parts = text.split(":", -1);
    int found = 0;
    for (int i = 0; i < parts.length; i++) {
      if (isGroup(parts[i])) {
        found++;
      } else if (mayEndInIp4 && i == parts.length - 1 && isIp4(parts[i])) {
        found += 2;
      } else {
        return Integer.MIN_VALUE;
      }
    }
    return found;
  }

  private static boolean isGroup(String text) {
    return !text.isEmpty()
        && text.length() <= 4
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }
}
