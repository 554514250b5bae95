package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;

/** Rules about {@code ociVersion}. */
final class VersionRules {
  private static final String VERSION = "config.md#configSpecificationVersion";
  private static final String ADVICE =
      "declare the oldest release that has all properties the document uses, for instance 1.0.2";

  static final List<Rule> LIST =
      List.of(
          must("oci-version-semver", VERSION, V1_0_0, VersionRules::grammar)
              .says("ociVersion is a version as SemVer 2.0.0 writes it.")
              .because("Readers compare versions by SemVer's rules to tell what they can read.")
              .runtimes(
                  "crun 1.8.1 refuses any version that does not contain 1.0, systemd-nspawn all"
                      + " but 1.0.0; runc and runsc take any text."),
          runtime("oci-version-major-1", VERSION, V1_0_0, VersionRules::major)
              .says("ociVersion has the major version 1.")
              .because("Only releases of the same major version promise to be compatible.")
              .runtimes(
                  "youki refuses all versions that do not begin with 1., crun 1.8.1 and"
                      + " systemd-nspawn most of them."));

  private VersionRules() {}

  private static void grammar(Subject subject, Reporter reporter) {
    Node version = subject.at("ociVersion");
    version
        .asText()
        .filter(text -> !VersionGrammar.accepts(text))
        .ifPresent(
            text ->
                reporter.report(
                    version, "expected a SemVer version like 1.0.2, found " + shown(text), ADVICE));
  }

  private static void major(Subject subject, Reporter reporter) {
    Node version = subject.at("ociVersion");
    version
        .asText()
        .filter(text -> VersionGrammar.accepts(text) && !text.startsWith("1."))
        .ifPresent(
            text ->
                reporter.report(
                    version, "expected a version with major 1, found " + shown(text), ADVICE));
  }
}
