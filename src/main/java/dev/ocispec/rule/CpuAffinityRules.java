package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_2_1;

import java.util.List;

/** Rules about {@code process.execCPUAffinity}. */
final class CpuAffinityRules {
  private static final String PROCESS = "config.md#configLinuxProcess";
  private static final long LAST = 1023;

  static final List<Rule> LIST =
      List.of(
          runtime("exec-cpu-affinity-list", PROCESS, V1_2_1, CpuAffinityRules::lists)
              .on(Platform.LINUX)
              .says(
                  "initial and final are numbers of CPUs and ranges, from the lower to the higher"
                      + " number, separated by commas.")
              .because("Runtimes read no other form, or read it differently.")
              .runtimes(
                  "runc 1.3 and youki refuse what is no list of numbers, but take blanks and empty"
                      + " entries; crun takes neither."),
          runtime("exec-cpu-affinity-limit", PROCESS, V1_2_1, CpuAffinityRules::limits)
              .on(Platform.LINUX)
              .says("The numbers of CPUs in initial and final are at most 1023.")
              .because("Runtimes have room for so many CPUs only.")
              .runtimes("youki refuses CPUs from 1024 on, runc above 65536, crun above 1048576."));

  private CpuAffinityRules() {}

  private static void lists(Subject subject, Reporter reporter) {
    list(subject.at("process", "execCPUAffinity", "initial"), reporter);
    list(subject.at("process", "execCPUAffinity", "final"), reporter);
  }

  private static void list(Node node, Reporter reporter) {
    String text = node.asText().orElse("");
    // All runtimes take one comma too many at the end.
    String entries = text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
    if (text.isEmpty()) {
      return;
    }
    NumberList.firstFault(entries)
        .ifPresent(
            entry ->
                reporter.report(
                    node,
                    "expected CPUs like 0,2-3, found "
                        + shown(text)
                        + (entry.isEmpty()
                            ? " with an empty entry"
                            : " with the entry " + shown(entry))));
  }

  private static void limits(Subject subject, Reporter reporter) {
    limit(subject.at("process", "execCPUAffinity", "initial"), reporter);
    limit(subject.at("process", "execCPUAffinity", "final"), reporter);
  }

  private static void limit(Node node, Reporter reporter) {
    for (String number : node.asText().orElse("").split("[^0-9]+")) {
      if (Digits.number(number).orElse(0L) > LAST) {
        reporter.report(node, "expected CPUs up to " + LAST + ", found " + shown(number));
        return;
      }
    }
  }
}
