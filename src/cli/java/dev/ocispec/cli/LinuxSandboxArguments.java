package dev.ocispec.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The short options of {@code sandbox exec}: those of Bazel's {@code linux-sandbox}, turned into
 * the long ones. As there, several letters can follow one hyphen, a value can follow its letter
 * without a space, and {@code @FILE} stands for the lines of a file.
 */
final class LinuxSandboxArguments {
  private static final Map<Character, String> VALUES =
      Map.of(
          'W', "--working-dir",
          'T', "--timeout",
          't', "--kill-delay",
          'l', "--stdout",
          'L', "--stderr",
          'w', "--writable",
          'e', "--tmpfs",
          'S', "--stats");

  /** What always holds here, or has no meaning. */
  private static final Set<Character> HOLDS = Set.of('H', 'i', 'p', 'P', 'R', 'U');

  private static final Set<Character> NETWORK = Set.of('N', 'n');
  private static final int DEEPEST = 8;

  private final List<String> in;
  private final List<String> out = new ArrayList<>();
  private int next;

  private LinuxSandboxArguments(List<String> in) {
    this.in = in;
  }

  /** Whether these are the arguments of {@code sandbox exec}. */
  static boolean isFor(String[] arguments) {
    return arguments.length > 2 && arguments[0].equals("sandbox") && arguments[1].equals("exec");
  }

  /**
   * The same arguments with long options only.
   *
   * @throws UsageException when an option is not known, or lacks its value
   */
  static String[] expand(String[] arguments) {
    List<String> own = Arrays.asList(arguments).subList(2, arguments.length);
    int end = own.indexOf("--");
    List<String> options = end < 0 ? own : own.subList(0, end);
    List<String> all = new ArrayList<>(List.of(arguments[0], arguments[1]));
    all.addAll(new LinuxSandboxArguments(withFiles(options, DEEPEST)).translated());
    if (end >= 0) {
      all.addAll(own.subList(end, own.size()));
    }
    return all.toArray(String[]::new);
  }

  private static List<String> withFiles(List<String> options, int depth) {
    List<String> all = new ArrayList<>();
    for (String option : options) {
      if (!option.startsWith("@")) {
        all.add(option);
        continue;
      }
      if (depth == 0) {
        throw new UsageException("files of arguments name each other, at " + option);
      }
      try {
        all.addAll(
            withFiles(
                Files.readAllLines(Input.path(option.substring(1)), StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isEmpty())
                    .toList(),
                depth - 1));
      } catch (IOException e) {
        throw new UsageException("cannot read the arguments in " + option.substring(1) + ": " + e);
      }
    }
    return all;
  }

  private List<String> translated() {
    while (next < in.size()) {
      String option = in.get(next++);
      if (option.startsWith("--") || !option.startsWith("-") || option.equals("-")) {
        out.add(option);
      } else {
        letters(option);
      }
    }
    return out;
  }

  private void letters(String option) {
    for (int i = 1; i < option.length(); i++) {
      char letter = option.charAt(i);
      String rest = option.substring(i + 1);
      if (VALUES.containsKey(letter)) {
        out.addAll(List.of(VALUES.get(letter), value(letter, rest)));
        return;
      }
      if (letter == 'M') {
        bind(value(letter, rest));
        return;
      }
      if (letter == 'D') {
        debug(rest);
        return;
      }
      if (letter == 'h' && rest.isEmpty() && next == in.size()) {
        out.add("--help");
        return;
      }
      flag(letter, option);
    }
  }

  private void flag(char letter, String option) {
    if (NETWORK.contains(letter)) {
      out.add("--no-network");
    } else if (!HOLDS.contains(letter)) {
      throw new UsageException(
          "unknown option -"
              + letter
              + (option.length() > 2 ? " in " + option : "")
              + advice(letter)
              + "; --help shows all options");
    }
  }

  private static String advice(char letter) {
    return switch (letter) {
      case 'h' -> ": linux-sandbox's hermetic root is --view none with -M here";
      case 'C' -> ": control groups are set by --memory, --processes and --cpus here";
      case 'm' -> ": expected -M SOURCE before -m";
      default -> "";
    };
  }

  private String value(char letter, String attached) {
    if (!attached.isEmpty()) {
      return attached;
    }
    if (next == in.size()) {
      throw new UsageException("missing value of -" + letter);
    }
    return in.get(next++);
  }

  /** {@code -m} right after it says where; without, it is the same path. */
  private void bind(String source) {
    String target = source;
    if (next < in.size() && in.get(next).startsWith("-m")) {
      String option = in.get(next++);
      target = value('m', option.substring(2));
    }
    out.addAll(List.of("--bind", BindOption.text(source, target)));
  }

  /** Newer versions of Bazel give a file, older ones none. */
  private void debug(String attached) {
    boolean file = attached.isEmpty() && next < in.size() && !in.get(next).startsWith("-");
    out.addAll(
        List.of("--debug-log", !attached.isEmpty() ? attached : file ? in.get(next++) : "-"));
  }
}
