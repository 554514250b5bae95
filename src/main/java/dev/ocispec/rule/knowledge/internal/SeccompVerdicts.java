package dev.ocispec.rule.knowledge.internal;

import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompArg;
import dev.ocispec.spec.LinuxSyscall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a filter does with each system call that it names. */
public final class SeccompVerdicts {
  private static final Set<String> LETTING_THROUGH = Set.of("SCMP_ACT_ALLOW", "SCMP_ACT_LOG");

  private final LinuxSeccomp filter;
  private final Map<String, Set<Rule>> byName = new TreeMap<>();

  /**
   * What a rule says of a call.
   *
   * @param action the action
   * @param errno the error number in words; empty for the action's own
   * @param arguments what it asks of the arguments; empty when it holds for every call
   */
  public record Rule(String action, String errno, String arguments) implements Comparable<Rule> {
    /** Whether the call gets through where the rule applies. */
    public boolean letsThrough() {
      return LETTING_THROUGH.contains(action);
    }

    /** Whether it holds whatever the arguments are. */
    public boolean isUnconditional() {
      return arguments.isEmpty();
    }

    /** The rule in one line: the action, the error number, what it asks of arguments. */
    public String toText() {
      return action
          + (errno.isEmpty() ? "" : ", " + errno)
          + (arguments.isEmpty() ? "" : " if " + arguments);
    }

    @Override
    public int compareTo(Rule other) {
      return toText().compareTo(other.toText());
    }
  }

  private SeccompVerdicts(LinuxSeccomp filter) {
    this.filter = filter;
    for (LinuxSyscall syscall : filter.syscalls()) {
      Rule rule = rule(syscall);
      for (String name : syscall.names()) {
        byName.computeIfAbsent(name, key -> new TreeSet<>()).add(rule);
      }
    }
  }

  /** The verdicts of a filter. */
  public static SeccompVerdicts of(LinuxSeccomp filter) {
    return new SeccompVerdicts(filter);
  }

  /** What an element of {@code syscalls} says. */
  public static Rule rule(LinuxSyscall syscall) {
    List<String> arguments =
        syscall.args().stream().map(SeccompVerdicts::argument).sorted().toList();
    return new Rule(
        syscall.action().text(),
        syscall.errnoRet().isPresent() ? "errno " + syscall.errnoRet().getAsLong() : "",
        String.join(", ", arguments));
  }

  private static String argument(LinuxSeccompArg arg) {
    return arg.index()
        + " "
        + arg.op().text()
        + " "
        + arg.value()
        + arg.valueTwo().map(two -> " " + two).orElse("");
  }

  /** Whether an action lets calls through. */
  public static boolean letsThrough(String action) {
    return LETTING_THROUGH.contains(action);
  }

  /** Whether calls that no rule names get through. */
  public boolean isOpenByDefault() {
    return letsThrough(filter.defaultAction().text());
  }

  /** The names that rules have, in order. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** What the rules say of a call; empty for one that no rule names. */
  public Set<Rule> of(String name) {
    return byName.getOrDefault(name, Set.of());
  }

  /** Whether a call gets through whatever its arguments are. */
  public boolean letsThroughAlways(String name) {
    Set<Rule> rules = of(name);
    if (isOpenByDefault()) {
      return rules.stream().allMatch(Rule::letsThrough);
    }
    return rules.stream().anyMatch(rule -> rule.letsThrough() && rule.isUnconditional());
  }

  /** How many calls get through in some form, of those that rules name. */
  public long countLetThrough() {
    return byName.values().stream()
        .filter(rules -> rules.stream().anyMatch(Rule::letsThrough))
        .count();
  }

  /** How many calls are held back in some form, of those that rules name. */
  public long countHeldBack() {
    return byName.values().stream()
        .filter(rules -> rules.stream().anyMatch(rule -> !rule.letsThrough()))
        .count();
  }
}
