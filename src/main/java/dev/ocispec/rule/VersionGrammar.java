package dev.ocispec.rule;

/** The grammar of SemVer 2.0.0. */
final class VersionGrammar {
  private VersionGrammar() {}

  /** Whether {@code text} is a version: three numbers, then maybe a pre-release and a build. */
  static boolean accepts(String text) {
    int plus = text.indexOf('+');
    String version = plus < 0 ? text : text.substring(0, plus);
    int hyphen = version.indexOf('-');
    String numbers = hyphen < 0 ? version : version.substring(0, hyphen);
    return areNumbers(numbers)
        && (hyphen < 0 || areIdentifiers(version.substring(hyphen + 1), true))
        && (plus < 0 || areIdentifiers(text.substring(plus + 1), false));
  }

  private static boolean areNumbers(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    for (String part : parts) {
      if (!Digits.areAll(part) || hasLeadingZero(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areIdentifiers(String text, boolean strict) {
    for (String part : text.split("\\.", -1)) {
      if (!isIdentifier(part) || strict && Digits.areAll(part) && hasLeadingZero(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasLeadingZero(String number) {
    return number.length() > 1 && number.charAt(0) == '0';
  }

  private static boolean isIdentifier(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
