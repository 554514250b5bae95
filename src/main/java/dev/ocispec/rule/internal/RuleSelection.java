package dev.ocispec.rule.internal;

import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.Platform;
import dev.ocispec.rule.Rule;
import dev.ocispec.rule.Rules;
import dev.ocispec.rule.Scope;
import dev.ocispec.version.Release;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules that concern a document, by what it is and what is at hand beside it. Most documents
 * have that in common, so that each selection is made once.
 */
final class RuleSelection {
  // Of the selections that users make, only those in use are kept.
  private static final Map<Rules, Map<Integer, List<Rule>>> MADE =
      Collections.synchronizedMap(new WeakHashMap<>());

  private RuleSelection() {}

  static List<Rule> of(
      Rules rules,
      DocumentKind kind,
      Release release,
      Set<Platform> platforms,
      RuleSurroundings around) {
    int key = kind.ordinal();
    key = key << 4 | release.ordinal();
    for (Platform platform : platforms) {
      key |= 1 << 8 + platform.ordinal();
    }
    key |= around.bundle().isPresent() ? 1 << 16 : 0;
    key |= around.host().isPresent() ? 1 << 17 : 0;
    Map<Integer, List<Rule>> made =
        MADE.computeIfAbsent(rules, unused -> new ConcurrentHashMap<>());
    List<Rule> known = made.get(key);
    if (known == null) {
      known =
          rules.stream()
              .filter(rule -> rule.kinds().contains(kind))
              .filter(rule -> rule.since().compareTo(release) <= 0)
              .filter(rule -> isForAnyOf(rule, platforms))
              .filter(rule -> isAtHand(rule.scope(), around))
              .toList();
      made.put(key, known);
    }
    return known;
  }

  private static boolean isForAnyOf(Rule rule, Set<Platform> platforms) {
    return rule.platforms().isEmpty() || !Collections.disjoint(rule.platforms(), platforms);
  }

  private static boolean isAtHand(Scope scope, RuleSurroundings around) {
    return switch (scope) {
      case DOCUMENT -> true;
      case BUNDLE -> around.bundle().isPresent();
      case HOST -> around.host().isPresent();
    };
  }
}
