package dev.ocispec.schema.internal;

import java.util.regex.Pattern;

/**
 * Regular expressions as JSON Schema means them, which is ECMA-262, for Java's engine.
 *
 * <p>Two things differ in the patterns that occur: Java lets {@code $} match before a final line
 * break as well, and its {@code .} also excludes U+0085.
 */
public final class EcmaPattern {
  private EcmaPattern() {}

  /** Compiles an ECMA-262 expression; use {@link java.util.regex.Matcher#find()} on it. */
  public static Pattern compile(String ecma) {
    StringBuilder java = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < ecma.length(); i++) {
      char c = ecma.charAt(i);
      if (c == '\\') {
        java.append(c).append(ecma.charAt(++i));
      } else if (inClass) {
        inClass = c != ']';
        java.append(c);
      } else if (c == '[') {
        inClass = true;
        java.append(c);
      } else if (c == '$') {
        java.append("\\z");
      } else if (c == '.') {
        java.append("[^\\n\\r\\u2028\\u2029]");
      } else {
        java.append(c);
      }
    }
    return Pattern.compile(java.toString());
  }
}
