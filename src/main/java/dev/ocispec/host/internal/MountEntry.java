package dev.ocispec.host.internal;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A line of {@code /proc/PID/mountinfo}.
 *
 * @param root which folder of the file system is mounted
 * @param place where it is mounted
 * @param flags the mount's own options, for instance {@code ro} and {@code nosuid}
 * @param type the file system's type
 * @param source what is mounted, for instance a device
 * @param options the file system's options
 */
public record MountEntry(
    String root, String place, Set<String> flags, String type, String source, Set<String> options) {
  private static final String HYPHEN = " - ";
  private static final int ROOT = 3;
  private static final int PLACE = 4;
  private static final int FLAGS = 5;

  /** The kernel writes white space, backslashes and number signs so. */
  private static final Pattern OCTAL = Pattern.compile("\\\\([01][0-7]{2})");

  /** Reads a line; empty when it is none of that file. */
  public static Optional<MountEntry> parse(String line) {
    // Any number of optional fields comes before the hyphen.
    int hyphen = line.indexOf(HYPHEN);
    if (hyphen < 0) {
      return Optional.empty();
    }
    String[] mount = line.substring(0, hyphen).split(" ");
    String[] system = line.substring(hyphen + HYPHEN.length()).split(" ");
    return mount.length <= FLAGS || system.length < 3 || !mount[PLACE].startsWith("/")
        ? Optional.empty()
        : Optional.of(
            new MountEntry(
                unescape(mount[ROOT]),
                unescape(mount[PLACE]),
                set(mount[FLAGS]),
                system[0],
                unescape(system[1]),
                set(system[2])));
  }

  /** Whether it is mounted at {@code folder} or somewhere below it. */
  public boolean isIn(String folder) {
    String below = folder.endsWith("/") ? folder : folder + "/";
    return place.equals(folder) || place.startsWith(below);
  }

  private static Set<String> set(String list) {
    return new LinkedHashSet<>(Arrays.asList(list.split(",")));
  }

  private static String unescape(String text) {
    return text.indexOf('\\') < 0 ? text : OCTAL.matcher(text).replaceAll(MountEntry::character);
  }

  private static String character(MatchResult octal) {
    char c = (char) Integer.parseInt(octal.group(1), 8);
    return c == '\\' || c == '$' ? "\\" + c : String.valueOf(c);
  }
}
