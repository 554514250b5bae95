package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.util.List;

/** Rules about {@code process.oomScoreAdj} and {@code process.ioPriority}. */
final class PriorityRules {
  private static final String PROCESS = "config.md#configLinuxProcess";

  static final List<Rule> LIST =
      List.of(
          runtime("oom-score-adj-range", PROCESS, V1_0_0, PriorityRules::oomScore)
              .on(Platform.LINUX)
              .says("process.oomScoreAdj is between -1000 and 1000.")
              .because("The kernel refuses other values.")
              .runtimes("runc, crun and youki fail to create the container, runsc to start it."),
          must("io-priority-required", PROCESS, V1_1_0, PriorityRules::ioRequired)
              .on(Platform.LINUX)
              .says("process.ioPriority has priority.")
              .because("The class alone does not say how urgent the process is.")
              .runtimes("runc and crun take a missing priority as 0, the most urgent one."),
          should("io-priority-range", PROCESS, V1_1_0, PriorityRules::ioRange)
              .on(Platform.LINUX)
              .says("process.ioPriority.priority is between 0, the highest, and 7, the lowest.")
              .because("The kernel has eight priorities in each class.")
              .runtimes(
                  "runc 1.3, youki and crun since 1.21 refuse the document; runc 1.1, crun 1.8 and"
                      + " runsc ignore ioPriority."));

  private PriorityRules() {}

  private static void oomScore(Subject subject, Reporter reporter) {
    between(-1000, 1000, subject.at("process", "oomScoreAdj"), reporter);
  }

  private static void ioRequired(Subject subject, Reporter reporter) {
    Node io = subject.at("process", "ioPriority");
    Node priority = io.get("priority");
    if (io.isPresent() && priority.isAbsent()) {
      reporter.report(priority, "expected process.ioPriority.priority, found none");
    }
  }

  private static void ioRange(Subject subject, Reporter reporter) {
    between(0, 7, subject.at("process", "ioPriority", "priority"), reporter);
  }

  /** Reports a number that is not from {@code low} to {@code high}. */
  static void between(long low, long high, Node node, Reporter reporter) {
    if (NumberFacts.isBelow(node, low) || NumberFacts.isAbove(node, high)) {
      reporter.report(
          node,
          "expected a number from " + low + " to " + high + ", found " + NumberFacts.shown(node));
    }
  }
}
