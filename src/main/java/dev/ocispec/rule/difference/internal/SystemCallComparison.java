package dev.ocispec.rule.difference.internal;

import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.SeccompVerdicts;
import dev.ocispec.rule.knowledge.internal.SeccompVerdicts.Rule;
import dev.ocispec.rule.knowledge.internal.SystemCallGroup;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxSeccomp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what two filters decide on each system call, however their rules are split up. Calls
 * whose rules change in the same way are one difference.
 */
final class SystemCallComparison {
  private static final int SHOWN = 12;

  private final Entries entries;

  SystemCallComparison(Entries entries) {
    this.entries = entries;
  }

  /** A change of rules, and what the calls are good for whose rules change so. */
  private record Change(Set<Rule> before, Set<Rule> after, Optional<SystemCallGroup> group) {}

  void compare(Place place) {
    Optional<LinuxSeccomp> was = filter(entries.before());
    Optional<LinuxSeccomp> is = filter(entries.after());
    if (was.isEmpty() || is.isEmpty()) {
      return;
    }
    SeccompVerdicts before = SeccompVerdicts.of(was.orElseThrow());
    SeccompVerdicts after = SeccompVerdicts.of(is.orElseThrow());
    Set<String> names = new TreeSet<>(before.names());
    names.addAll(after.names());
    Map<Change, List<String>> changes = new LinkedHashMap<>();
    for (String name : names) {
      Change change = new Change(before.of(name), after.of(name), group(name));
      if (!change.before().equals(change.after())) {
        changes.computeIfAbsent(change, key -> new ArrayList<>()).add(name);
      }
    }
    changes.forEach(
        (change, calls) -> {
          LinuxSeccomp there = change.after().isEmpty() ? was.orElseThrow() : is.orElseThrow();
          int index = index(there, calls.get(0));
          entries.add(
              place.element(index, index),
              rules(calls, change.before()),
              rules(calls, change.after()),
              meaning(change, calls, before, after));
        });
  }

  private static Optional<LinuxSeccomp> filter(ContainerView container) {
    return container.spec().linux().flatMap(Linux::seccomp);
  }

  private static int index(LinuxSeccomp filter, String call) {
    int index = 0;
    while (!filter.syscalls().get(index).names().contains(call)) {
      index++;
    }
    return index;
  }

  private static Optional<JsonValue> rules(List<String> calls, Set<Rule> rules) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    Map<String, JsonValue> value = new TreeMap<>();
    value.put("names", JsonValue.list(calls.stream().map(JsonValue::of).toList()));
    value.put(
        "rules", JsonValue.list(rules.stream().map(rule -> JsonValue.of(rule.toText())).toList()));
    return Optional.of(JsonValue.object(value));
  }

  private Meaning meaning(
      Change change, List<String> calls, SeccompVerdicts before, SeccompVerdicts after) {
    boolean passed = passes(change.before(), before);
    boolean passes = passes(change.after(), after);
    String shown = Words.list(calls.stream().map(Words::path).toList(), SHOWN);
    if (passes && !passed) {
      return loosened(change, "lets through " + shown + asks(change.after(), after));
    }
    if (passed && !passes) {
      return Meaning.plain("no longer lets through " + shown);
    }
    String asks = asks(change.after(), after);
    boolean wider = passes && asks.isEmpty() && !asks(change.before(), before).isEmpty();
    if (wider) {
      return loosened(change, "lets through " + shown + " whatever the arguments are");
    }
    if (passes && passed && !asks.isEmpty() && asks(change.before(), before).isEmpty()) {
      return Meaning.plain("now lets through " + shown + asks + " only");
    }
    return Meaning.plain(
        "other rules for "
            + shown
            + (!passes
                ? ""
                : calls.size() == 1
                    ? ", which gets through" + asks
                    : ", which get through" + asks));
  }

  private static boolean passes(Set<Rule> rules, SeccompVerdicts filter) {
    return rules.isEmpty()
        ? filter.isOpenByDefault()
        : filter.isOpenByDefault()
            ? rules.stream().anyMatch(rule -> rule.letsThrough() || !rule.isUnconditional())
            : rules.stream().anyMatch(Rule::letsThrough);
  }

  /** What is asked of the arguments, where that is asked in every rule that lets calls through. */
  private static String asks(Set<Rule> rules, SeccompVerdicts filter) {
    boolean always =
        rules.isEmpty()
            || filter.isOpenByDefault()
            || rules.stream().anyMatch(rule -> rule.letsThrough() && rule.isUnconditional());
    return always ? "" : " with some arguments";
  }

  private Meaning loosened(Change change, String text) {
    return change
        .group()
        .map(
            group ->
                new Meaning(
                    group.weightIn(entries.after()) == Weight.PLAIN
                        ? Weight.NOTABLE
                        : Weight.ISOLATION,
                    text + ", with which it can " + group.opensIn(entries.after())))
        .orElseGet(() -> Meaning.notable(text));
  }

  /** The group that a call is in, if the kernel lets the container use it. */
  private Optional<SystemCallGroup> group(String call) {
    return SystemCallGroup.all().stream()
        .filter(group -> group.calls().contains(call) && group.isOpenTo(entries.after()))
        .findFirst();
  }
}
