package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import dev.ocispec.rule.internal.MemberSurvey.Dated;
import dev.ocispec.rule.internal.RuleRun;
import dev.ocispec.schema.internal.SchemaRelease;
import dev.ocispec.version.internal.ReleaseTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rules about what the release that a document declares does not define, or the next ones won't.
 */
final class ReleaseRules {
  private static final String VERSION = "config.md#configSpecificationVersion";

  static final List<Rule> LIST =
      List.of(
          should("version-newer-property", VERSION, V1_0_0, ReleaseRules::newerProperty)
              .forKind(DocumentKind.CONFIG, DocumentKind.STATE, DocumentKind.PROCESS_STATE)
              .says("Every member is one that the declared ociVersion defines.")
              .because(
                  "For a program that goes by the declared release the member is an unknown one,"
                      + " which it ignores. It is no violation: unknown members are allowed."),
          should("version-newer-value", VERSION, V1_0_0, ReleaseRules::newerValue)
              .forKind(DocumentKind.CONFIG, DocumentKind.STATE, DocumentKind.PROCESS_STATE)
              .says(
                  "Every value out of a list of values is one that the declared ociVersion lists.")
              .because(
                  "A program that goes by the declared release has to refuse a value that it does"
                      + " not support; a mount option it hands to the filesystem, which refuses"
                      + " it."),
          should("version-removed", VERSION, V1_0_0, ReleaseRules::removed)
              .forKind(DocumentKind.CONFIG, DocumentKind.STATE, DocumentKind.PROCESS_STATE)
              .says("No member is one that the declared ociVersion has no longer.")
              .because("For the declared release it is an unknown member, which runtimes ignore."),
          info("version-deprecated", VERSION, V1_0_0, ReleaseRules::deprecated)
              .forKind(DocumentKind.CONFIG, DocumentKind.STATE, DocumentKind.PROCESS_STATE)
              .says("No member is one that a later release than the declared one has removed.")
              .because(
                  "The document changes its meaning when it declares a newer release. Members that"
                      + " are deprecated and still there have rules of their own."));

  private ReleaseRules() {}

  /** What is found, by what it is: the same member of many list elements is one thing. */
  private static Collection<List<Dated>> dated(Subject subject, Predicate<Dated> which) {
    Map<String, List<Dated>> groups = new LinkedHashMap<>();
    for (Dated found : RuleRun.survey(subject).dated()) {
      if (which.test(found)) {
        String thing = found.node().pattern() + " " + found.value().orElse("");
        groups.computeIfAbsent(thing, key -> new ArrayList<>()).add(found);
      }
    }
    return groups.values();
  }

  /** Reports the first of a group, at its place. */
  private static void report(
      Reporter reporter, List<Dated> group, String message, Optional<String> advice) {
    int others = group.size() - 1;
    String all =
        others == 0
            ? message
            : message + ", here and in " + others + (others == 1 ? " more place" : " more places");
    Node place = group.get(0).node();
    advice.ifPresentOrElse(
        text -> reporter.report(place, all, text), () -> reporter.report(place, all));
  }

  private static boolean isNewer(Dated found, SchemaRelease declared) {
    return found.since().compareTo(declared) > 0;
  }

  private static void newerProperty(Subject subject, Reporter reporter) {
    newer(subject, reporter, "a member", found -> found.value().isEmpty());
  }

  private static void newerValue(Subject subject, Reporter reporter) {
    newer(subject, reporter, "a value", found -> found.value().isPresent());
  }

  private static void newer(
      Subject subject, Reporter reporter, String what, Predicate<Dated> which) {
    SchemaRelease declared = ReleaseTables.of(subject.release());
    for (List<Dated> group : dated(subject, d -> which.test(d) && isNewer(d, declared))) {
      Dated first = group.get(0);
      String message =
          "expected %s that %s defines, found %s, which came with %s"
              .formatted(what, declared, shown(first), first.since());
      String advice = "declare ociVersion " + first.since() + " or a later one";
      report(reporter, group, message, Optional.of(advice));
    }
  }

  private static void removed(Subject subject, Reporter reporter) {
    SchemaRelease declared = ReleaseTables.of(subject.release());
    for (List<Dated> group : dated(subject, d -> isGone(d, declared))) {
      Dated first = group.get(0);
      String message =
          "expected a member that %s defines, found %s, which %s was the last to have"
              .formatted(declared, shown(first), first.until().orElseThrow());
      report(reporter, group, message, Optional.of("leave it out"));
    }
  }

  private static void deprecated(Subject subject, Reporter reporter) {
    SchemaRelease declared = ReleaseTables.of(subject.release());
    Predicate<Dated> there = found -> !isGone(found, declared) && !isNewer(found, declared);
    for (List<Dated> group : dated(subject, d -> d.until().isPresent() && there.test(d))) {
      Dated first = group.get(0);
      String message =
          "expected a member that later releases keep, found %s, which %s is the last to have"
              .formatted(shown(first), first.until().orElseThrow());
      report(reporter, group, message, Optional.empty());
    }
  }

  private static String shown(Dated found) {
    return RuleFacts.shown(found.value().orElse(found.node().key()));
  }

  private static boolean isGone(Dated found, SchemaRelease declared) {
    return found.until().map(last -> declared.compareTo(last) > 0).orElse(false);
  }
}
