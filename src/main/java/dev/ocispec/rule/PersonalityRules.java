package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.version.Release.V1_0_2;

import java.util.List;

/** Rules about {@code linux.personality}. */
final class PersonalityRules {
  private static final String SECTION = "config-linux.md#configLinuxPersonality";

  static final List<Rule> LIST =
      List.of(
          must("personality-domain-required", SECTION, V1_0_2, PersonalityRules::domain)
              .on(Platform.LINUX)
              .says("linux.personality has a domain.")
              .because("Without a domain there is nothing to set.")
              .runtimes("runc 1.2 and later, crun and youki refuse the document."),
          must("personality-flags-empty", SECTION, V1_0_2, PersonalityRules::flags)
              .on(Platform.LINUX)
              .says("linux.personality.flags is absent or empty.")
              .because("The specification defines no flag.")
              .runtimes("youki refuses the document, runc warns."));

  private PersonalityRules() {}

  private static void domain(Subject subject, Reporter reporter) {
    Node personality = subject.at("linux", "personality");
    if (personality.isPresent() && personality.get("domain").isAbsent()) {
      reporter.report(
          personality.get("domain"),
          "expected a domain in linux.personality, found none",
          "set domain to LINUX or LINUX32");
    }
  }

  private static void flags(Subject subject, Reporter reporter) {
    for (Node flag : subject.at("linux", "personality", "flags").elements()) {
      reporter.report(
          flag,
          "expected no flags, found " + RuleFacts.shown(flag.asText().orElse("")),
          "leave flags out");
    }
  }
}
