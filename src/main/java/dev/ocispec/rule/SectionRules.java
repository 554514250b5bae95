package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;

/** Rules about the presence of the platforms' sections. */
final class SectionRules {
  private static final String SECTIONS = "config.md#configPlatformSpecificConfiguration";

  static final List<Rule> LIST =
      List.of(
          runtime("linux-section-present", SECTIONS, V1_0_0, SectionRules::linux)
              .on(Platform.LINUX)
              .says("A document for Linux has a linux section, which may be empty.")
              .because("Without it the container has no namespaces of its own.")
              .runtimes("crun and youki refuse the document; runsc runs it."),
          must("windows-section-required", SECTIONS, V1_0_0, SectionRules::windows)
              .on(Platform.WINDOWS)
              .says("A document for Windows has a windows section.")
              .because("It names the layers of the container's root filesystem."));

  private SectionRules() {}

  private static void linux(Subject subject, Reporter reporter) {
    Node section = subject.at("linux");
    if (section.isAbsent()) {
      reporter.report(section, "expected the section linux, found none", "add \"linux\": {}");
    }
  }

  private static void windows(Subject subject, Reporter reporter) {
    Node section = subject.at("windows");
    if (section.isAbsent()) {
      reporter.report(
          section,
          "expected the section windows, found none",
          "add windows with the list layerFolders");
    }
  }
}
