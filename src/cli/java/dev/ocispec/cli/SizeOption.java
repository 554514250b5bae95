package dev.ocispec.cli;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as arguments: {@code 4096}, {@code 512M}, {@code 2G}; the units are powers of 1024. */
final class SizeOption {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,19})([KMGTkmgt]?)");
  private static final String UNITS = "KMGT";
  private static final int BITS_PER_UNIT = 10;

  private SizeOption() {}

  /** The number of bytes that {@code text} says. */
  static long parse(String option, String text) {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      int unit = matcher.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(upper(matcher.group(2)));
      BigInteger bytes = new BigInteger(matcher.group(1)).shiftLeft(unit * BITS_PER_UNIT);
      if (bytes.bitLength() < Long.SIZE) {
        return bytes.longValue();
      }
    }
    throw new UsageException(
        option + ": expected a number of bytes such as 4096, 512K, 64M, 2G or 1T, found " + text);
  }

  private static String upper(String letter) {
    return letter.toUpperCase(Locale.ROOT);
  }
}
