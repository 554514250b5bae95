package dev.ocispec.spec.internal;

/** What a string of a document may not hold. */
public final class TextRules {
  private TextRules() {}

  /** Whether there is a lone surrogate, which no UTF-8 can express. */
  public static boolean hasLoneSurrogate(String text) {
    return loneSurrogate(text) >= 0;
  }

  /** Where the first half of a surrogate pair without the other stands; -1 when there is none. */
  public static int loneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else {
        return i;
      }
    }
    return -1;
  }

  /** Whether a number's value is beyond what a double can hold, so that programs disagree on it. */
  public static boolean isBeyondDouble(String literal) {
    return Double.isInfinite(Double.parseDouble(literal));
  }
}
