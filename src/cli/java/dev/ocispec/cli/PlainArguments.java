package dev.ocispec.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command line that is right and plain: options of the command by their whole names, each with
 * its value, and arguments.
 *
 * <p>There is one way to read such a line, and reading it here spares a command the start of
 * picocli. Whatever is wrong, asks for help, or could be meant in another way, is left to picocli.
 */
final class PlainArguments implements ParsedArguments {
  private static final String END = "--";

  private final Map<String, DeclaredOption> options;
  private final Map<String, List<String>> given = new HashMap<>();
  private final List<String> arguments = new ArrayList<>();

  private PlainArguments(Map<String, DeclaredOption> options) {
    this.options = options;
  }

  /** The words after a command's name, read; empty when they are not plain. */
  static Optional<PlainArguments> of(
      Map<String, DeclaredOption> options,
      @Nullable DeclaredArguments declared,
      List<String> words) {
    PlainArguments parsed = new PlainArguments(options);
    return parsed.read(words) && parsed.isComplete(declared)
        ? Optional.of(parsed)
        : Optional.empty();
  }

  private boolean read(List<String> words) {
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals(END)) {
        return command(rest);
      }
      if (isPlain(word)) {
        arguments.add(word);
      } else if (!option(word, rest)) {
        return false;
      }
    }
    return true;
  }

  /** What follows two hyphens, which is no option whatever it looks like. */
  private boolean command(Iterator<String> rest) {
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals(END) || isOdd(word)) {
        return false;
      }
      arguments.add(word);
    }
    return true;
  }

  private boolean option(String word, Iterator<String> rest) {
    int equals = word.indexOf('=');
    DeclaredOption option = options.get(equals < 0 ? word : word.substring(0, equals));
    if (option == null) {
      return false;
    }
    if (option.isFlag()) {
      return equals < 0 && given.put(option.name(), List.of()) == null;
    }
    if (equals < 0 && !rest.hasNext()) {
      return false;
    }
    String value = equals < 0 ? rest.next() : word.substring(equals + 1);
    List<String> values = given.computeIfAbsent(option.name(), name -> new ArrayList<>());
    values.add(value);
    return isPlain(value) && (values.size() == 1 || option.repeated());
  }

  /** A word that is no option, and stands for nothing but itself. */
  private static boolean isPlain(String word) {
    return !isOdd(word) && (!word.startsWith("-") || word.equals("-"));
  }

  /** What picocli has its own ideas of: files of arguments, and nothing. */
  private static boolean isOdd(String word) {
    return word.isEmpty() || word.startsWith("@");
  }

  private boolean isComplete(@Nullable DeclaredArguments declared) {
    return declared == null
        ? arguments.isEmpty()
        : arguments.size() >= declared.fewest() && arguments.size() <= declared.most();
  }

  @Override
  public @Nullable String value(String name) {
    List<String> values = given.get(name);
    return values == null ? null : values.get(0);
  }

  @Override
  public List<String> values(String name) {
    return given.getOrDefault(name, List.of());
  }

  @Override
  public boolean has(String name) {
    return given.containsKey(name);
  }

  @Override
  public List<String> arguments() {
    return arguments;
  }
}
