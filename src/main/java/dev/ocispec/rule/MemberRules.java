package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import dev.ocispec.rule.internal.KnownNames;
import dev.ocispec.rule.internal.RuleRun;
import dev.ocispec.rule.internal.TreeNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules about members that no release defines. */
final class MemberRules {
  private static final String EXTENSIBILITY = "config.md#configExtensibility";
  // What is known in more places than these, or is as short as "id", says little about its place.
  private static final int MOST_HOMES = 3;
  private static final int SHORTEST_TELLING = 4;

  static final List<Rule> LIST =
      List.of(
          info("unknown-property", EXTENSIBILITY, V1_0_0, MemberRules::unknown)
              .forKind(DocumentKind.CONFIG, DocumentKind.values())
              .says("Every member is one that some release of the specification defines.")
              .because("Runtimes ignore members that they don't know, without a word."),
          should("unknown-property-misspelt", EXTENSIBILITY, V1_0_0, MemberRules::misspelt)
              .forKind(DocumentKind.CONFIG, DocumentKind.values())
              .says("No unknown member looks like a known one that is misspelt or misplaced.")
              .because(
                  "Runtimes ignore it like any unknown member, so what it was meant to set is not"
                      + " set. Names that differ from a known one only in case are"
                      + " json-name-case."));

  private MemberRules() {}

  private static void unknown(Subject subject, Reporter reporter) {
    KnownNames names = KnownNames.of(subject.kind());
    for (TreeNode member : RuleRun.survey(subject).unknown()) {
      if (!names.isKnownInAnyCase(member) && advice(names, member).isEmpty()) {
        reporter.report(member, message(member));
      }
    }
  }

  private static void misspelt(Subject subject, Reporter reporter) {
    KnownNames names = KnownNames.of(subject.kind());
    for (TreeNode member : RuleRun.survey(subject).unknown()) {
      if (!names.isKnownInAnyCase(member)) {
        advice(names, member).ifPresent(advice -> reporter.report(member, message(member), advice));
      }
    }
  }

  private static String message(Node member) {
    return "expected a member that the specification defines, found "
        + RuleFacts.shown(member.key());
  }

  /** What an unknown member was meant to be; empty when it looks like nobody's mistake. */
  private static Optional<String> advice(KnownNames names, TreeNode member) {
    if (isExtension(member.key())) {
      return Optional.empty();
    }
    return names
        .oneEditAway(member)
        .map(MemberRules::didYouMean)
        .or(() -> belongsTo(names.homes(member.key()), member.key()))
        .or(() -> names.near(member).map(MemberRules::didYouMean));
  }

  /** Whether a name says that it is somebody's own: {@code x-…}, {@code com.example.…}. */
  private static boolean isExtension(String name) {
    return name.startsWith("x-")
        || name.startsWith("X-")
        || name.indexOf('.') >= 0
        || name.indexOf('/') >= 0
        || name.indexOf(':') >= 0;
  }

  private static String didYouMean(String name) {
    return "did you mean `" + name + "`?";
  }

  private static Optional<String> belongsTo(List<String> homes, String name) {
    if (name.length() < SHORTEST_TELLING || homes.isEmpty() || homes.size() > MOST_HOMES) {
      return Optional.empty();
    }
    String places = homes.stream().map(MemberRules::place).collect(Collectors.joining(", "));
    return Optional.of("`" + name + "` belongs to " + places);
  }

  /** A pointer as people write it: {@code linux.resources}, {@code mounts[]}. */
  private static String place(String pointer) {
    return pointer.isEmpty()
        ? "the top level"
        : "`" + pointer.substring(1).replace("/*", "[]").replace('/', '.') + "`";
  }
}
