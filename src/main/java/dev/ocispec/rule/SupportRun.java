package dev.ocispec.rule;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.rule.internal.TreeNode;
import dev.ocispec.version.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A configuration and a features document that are being compared, and what was found so far. */
final class SupportRun {
  private record Placed(Finding finding, long mark) {}

  private record Asked(Node first, int count) {}

  private final Node spec;
  private final Node features;
  private final Release lowest;
  private final List<Placed> findings = new ArrayList<>();

  SupportRun(Node spec, Node features, Release lowest) {
    this.spec = spec;
    this.features = features;
    this.lowest = lowest;
  }

  /** The lowest release that defines all that the configuration uses. */
  Release lowest() {
    return lowest;
  }

  /** What stands in the configuration. */
  Node asks(String first, String... more) {
    return spec.get(first, more);
  }

  /** What stands in the features document. */
  Node has(String first, String... more) {
    return features.get(first, more);
  }

  /** All findings, in the order of the configuration. */
  List<Finding> inOrder() {
    return findings.stream()
        .sorted(Comparator.comparingLong(Placed::mark))
        .map(Placed::finding)
        .toList();
  }

  /** The texts of a list of the features document. */
  static Set<String> texts(Node list) {
    Set<String> texts = new HashSet<>();
    list.elements().forEach(element -> element.asText().ifPresent(texts::add));
    return texts;
  }

  /**
   * Compares names that the configuration uses with those that a list of the features document has.
   *
   * @param used where the configuration uses a name
   * @param around the place of a remark that the list is not there
   */
  void listed(SupportFeature feature, Node list, List<? extends Node> used, Node around) {
    if (used.isEmpty()) {
      return;
    }
    if (list.isAbsent()) {
      notSaid(feature, around, "which " + plural(feature.name()) + " it supports");
      return;
    }
    Set<String> known = texts(list);
    Map<String, Asked> lacking = new LinkedHashMap<>();
    for (Node use : used) {
      String name = use.asText().orElse(use.key());
      if (!known.contains(name)) {
        lacking.merge(name, new Asked(use, 1), (a, b) -> new Asked(a.first(), a.count() + 1));
      }
    }
    lacking.forEach(
        (name, asked) ->
            lacks(
                feature,
                asked.first(),
                "the "
                    + feature.name()
                    + " "
                    + RuleFacts.shown(name)
                    + (asked.count() == 1 ? "" : ", used in " + asked.count() + " places")));
  }

  /** Reports what a switch of the features document says of something that is asked for. */
  void enabled(SupportFeature feature, Node flag, Node place) {
    if (flag.isFalse()) {
      lacks(feature, place, feature.name());
    } else if (flag.isAbsent()) {
      notSaid(feature, place, "whether it supports " + feature.name());
    }
  }

  void lacks(SupportFeature feature, Node place, String what) {
    add(feature, Level.MUST, place, "the runtime does not support " + what);
  }

  void notSaid(SupportFeature feature, Node place, String what) {
    add(feature, Level.INFO, place, "the runtime does not say " + what);
  }

  void add(SupportFeature feature, Level level, Node place, String message) {
    add(place, Finding.of(feature.rule(), level, "", message), feature);
  }

  void lacks(SupportFeature feature, Node place, String message, String suggestion) {
    add(
        place,
        Finding.of(feature.rule(), Level.MUST, "", message).withSuggestion(suggestion),
        feature);
  }

  private void add(Node place, Finding finding, SupportFeature feature) {
    TreeNode at = TreeNode.standing(place);
    findings.add(
        new Placed(finding.below(at.pointer()).withSpecification(feature.section()), at.mark()));
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }
}
