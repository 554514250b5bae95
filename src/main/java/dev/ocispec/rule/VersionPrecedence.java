package dev.ocispec.rule;

import java.math.BigInteger;

/** The order of versions by SemVer 2.0.0, which leaves what follows a plus sign out. */
final class VersionPrecedence {
  private VersionPrecedence() {}

  /** Compares two versions that keep SemVer's grammar. */
  static int compare(String left, String right) {
    String a = withoutBuild(left);
    String b = withoutBuild(right);
    int numbers = comparePieces(numbers(a), numbers(b));
    if (numbers != 0) {
      return numbers;
    }
    String before = a.substring(numbers(a).length());
    String after = b.substring(numbers(b).length());
    if (before.isEmpty() || after.isEmpty()) {
      return Boolean.compare(before.isEmpty(), after.isEmpty());
    }
    return comparePieces(before.substring(1), after.substring(1));
  }

  private static String withoutBuild(String version) {
    int plus = version.indexOf('+');
    return plus < 0 ? version : version.substring(0, plus);
  }

  private static String numbers(String version) {
    int hyphen = version.indexOf('-');
    return hyphen < 0 ? version : version.substring(0, hyphen);
  }

  /** What has more pieces comes after what is equal so far. */
  private static int comparePieces(String left, String right) {
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < a.length && i < b.length; i++) {
      int piece = comparePiece(a[i], b[i]);
      if (piece != 0) {
        return piece;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  /** Numbers come before words. */
  private static int comparePiece(String left, String right) {
    boolean first = Digits.areAll(left);
    boolean second = Digits.areAll(right);
    if (first && second) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return first == second ? left.compareTo(right) : Boolean.compare(second, first);
  }
}
