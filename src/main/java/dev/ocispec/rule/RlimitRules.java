package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import dev.ocispec.spec.PosixRlimitType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules about {@code process.rlimits}. */
final class RlimitRules {
  private static final String RLIMITS = "config.md#configPOSIXProcess";

  private static final Set<String> LINUX =
      PosixRlimitType.known().stream()
          .map(PosixRlimitType::text)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> SOLARIS =
      Set.of(
          "RLIMIT_AS",
          "RLIMIT_CORE",
          "RLIMIT_CPU",
          "RLIMIT_DATA",
          "RLIMIT_FSIZE",
          "RLIMIT_NOFILE",
          "RLIMIT_STACK");

  static final List<Rule> LIST =
      List.of(
          must("rlimits-no-duplicate", RLIMITS, V1_0_0, RlimitRules::noDuplicate)
              .says("No two entries of process.rlimits have the same type.")
              .because("Only one of them can hold.")
              .runtimes(
                  "runc, crun and runsc take the document; systemd-nspawn and oci-runtime-tool"
                      + " validate refuse it."),
          must("rlimits-type-linux", RLIMITS, V1_0_0, RlimitRules::linux)
              .on(Platform.LINUX)
              .says("On Linux, the type of an rlimit is one of Linux' resource limits.")
              .because("The kernel knows no others.")
              .runtimes("runc, crun, youki and runsc refuse the document."),
          must("rlimits-type-solaris", RLIMITS, V1_0_0, RlimitRules::solaris)
              .on(Platform.SOLARIS)
              .says("On Solaris, the type of an rlimit is one of POSIX' resource limits.")
              .because("The kernel knows no others."),
          runtime("rlimits-soft-le-hard", RLIMITS, V1_0_0, RlimitRules::softBelowHard)
              .says("The soft limit is not above the hard one.")
              .because("setrlimit(2) refuses it.")
              .runtimes("runc, crun and youki fail to create the container; runsc takes it."));

  private RlimitRules() {}

  private static void noDuplicate(Subject subject, Reporter reporter) {
    Set<String> seen = new HashSet<>();
    for (Node limit : subject.at("process", "rlimits").elements()) {
      Node type = limit.get("type");
      type.asText()
          .filter(text -> !seen.add(text))
          .ifPresent(
              text ->
                  reporter.report(
                      type, "expected each type once, found " + shown(text) + " again"));
    }
  }

  private static void linux(Subject subject, Reporter reporter) {
    known(subject, LINUX, "Linux", reporter);
  }

  private static void solaris(Subject subject, Reporter reporter) {
    known(subject, SOLARIS, "POSIX", reporter);
  }

  private static void known(Subject subject, Set<String> known, String whose, Reporter reporter) {
    for (Node limit : subject.at("process", "rlimits").elements()) {
      Node type = limit.get("type");
      type.asText()
          .filter(text -> !known.contains(text))
          .ifPresent(text -> unknown(type, text, known, whose, reporter));
    }
  }

  private static void unknown(
      Node type, String text, Set<String> known, String whose, Reporter reporter) {
    String message = "expected a resource limit of " + whose + ", found " + shown(text);
    String upper = text.toUpperCase(Locale.ROOT);
    String meant = upper.startsWith("RLIMIT_") ? upper : "RLIMIT_" + upper;
    if (known.contains(meant)) {
      reporter.report(type, message, "write " + meant);
    } else {
      reporter.report(type, message);
    }
  }

  private static void softBelowHard(Subject subject, Reporter reporter) {
    for (Node limit : subject.at("process", "rlimits").elements()) {
      Node soft = limit.get("soft");
      Node hard = limit.get("hard");
      if (NumberFacts.isAbove(soft, hard)) {
        reporter.report(
            soft,
            "expected at most the hard limit, "
                + NumberFacts.shown(hard)
                + ", found "
                + NumberFacts.shown(soft));
      }
    }
  }
}
