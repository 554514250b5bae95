package dev.ocispec.rule.knowledge.internal;

import dev.ocispec.report.internal.ForeignText;
import java.util.List;

/** How sentences show what stands in a document. */
public final class Words {
  private static final int LONGEST_PATH = 200;
  private static final long KIB = 1024;
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Words() {}

  /** A path or name of the document; in quotes when it is empty or has white space. */
  public static String path(String path) {
    String shown = ForeignText.withoutMiddle(path, LONGEST_PATH);
    return shown.isEmpty() || shown.chars().anyMatch(Character::isWhitespace)
        ? '"' + shown + '"'
        : shown;
  }

  /** A text of the document, in quotes. */
  public static String quoted(String text) {
    return '"' + ForeignText.shown(text) + '"';
  }

  /** {@code a, b and c}; the first ones and a count when there are more than {@code most}. */
  public static String list(List<String> items, int most) {
    if (items.size() > most) {
      return String.join(", ", items.subList(0, most)) + " and " + (items.size() - most) + " more";
    }
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** {@code a, b and c}. */
  public static String list(List<String> items) {
    return list(items, Integer.MAX_VALUE);
  }

  /** {@code device a}, {@code devices a and b}. */
  public static String named(String one, List<String> items) {
    return one + (items.size() == 1 ? " " : "s ") + list(items);
  }

  /** {@code 1 file}, {@code 2 files}. */
  public static String count(long number, String one, String many) {
    return number == 1 ? "1 " + one : number + " " + many;
  }

  /** An amount of memory: {@code 512 MiB}, or the bytes where no unit fits exactly. */
  public static String bytes(long bytes) {
    long amount = bytes;
    int unit = 0;
    while (amount >= KIB && amount % KIB == 0 && unit < UNITS.length - 1) {
      amount /= KIB;
      unit++;
    }
    return amount == 1 && unit == 0 ? "1 byte" : amount + " " + UNITS[unit];
  }

  /** A number of hundredths as people write it: {@code 1.5}. */
  public static String hundredths(long hundredths) {
    String text = hundredths / 100 + "." + String.format("%02d", Math.abs(hundredths % 100));
    return text.replaceFirst("\\.?0+$", "");
  }

  /** The sentence with its first letter in upper case. */
  public static String sentence(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
