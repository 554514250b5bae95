package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;
import static dev.ocispec.version.Release.V1_2_1;

import java.util.List;

/** Rules about {@code linux.resources.cpu}. */
final class CpuRules {
  private static final String CPU = "config-linux.md#configLinuxCPU";
  private static final long SHORTEST = 1_000;
  private static final long LONGEST_PERIOD = 1_000_000;

  static final List<Rule> LIST =
      List.of(
          must("cpu-burst-le-quota", CPU, V1_1_0, CpuRules::burst)
              .on(Platform.LINUX)
              .says("burst is not above a positive quota.")
              .because("What a period saves up for the next ones can't be more than its quota.")
              .runtimes("runc, crun and youki fail when the kernel refuses the value."),
          must("cpu-list-format", CPU, V1_2_1, CpuRules::lists)
              .on(Platform.LINUX)
              .says("cpus and mems are numbers and ranges like 0-3,7, separated by commas.")
              .because("That is the form in which the kernel takes sets of CPUs and memory nodes.")
              .runtimes(
                  "runc and crun fail when the kernel refuses the list; youki refuses the document"
                      + " with the systemd driver."),
          must("cpu-idle-values", CPU, V1_1_0, CpuRules::idle)
              .on(Platform.LINUX)
              .says("idle is 0 or 1.")
              .because("A control group is scheduled as idle, or it is not.")
              .runtimes("runc, crun and youki fail when the kernel refuses the value."),
          runtime("cpu-period-quota-range", CPU, V1_0_0, CpuRules::ranges)
              .on(Platform.LINUX)
              .says(
                  "period is 1000 to 1000000 microseconds and a positive quota at least 1000; 0"
                      + " counts as absent.")
              .because("The kernel schedules no shorter and no longer periods.")
              .runtimes("runc, crun, runsc and youki fail when the kernel refuses the value."));

  private CpuRules() {}

  private static Node cpu(Subject subject) {
    return subject.at("linux", "resources", "cpu");
  }

  private static void burst(Subject subject, Reporter reporter) {
    Node burst = cpu(subject).get("burst");
    Node quota = cpu(subject).get("quota");
    if (NumberFacts.isAbove(quota, 0) && NumberFacts.isAbove(burst, quota)) {
      reporter.report(
          burst,
          "expected a burst of at most the quota, "
              + NumberFacts.shown(quota)
              + ", found "
              + NumberFacts.shown(burst));
    }
  }

  private static void lists(Subject subject, Reporter reporter) {
    Node cpu = cpu(subject);
    list(cpu.get("cpus"), reporter);
    list(cpu.get("mems"), reporter);
  }

  private static void list(Node place, Reporter reporter) {
    String text = place.asText().orElse("");
    if (text.isEmpty()) {
      return;
    }
    NumberList.firstFault(text)
        .ifPresent(
            item ->
                reporter.report(
                    place, "expected numbers and ranges like 0-3,7, found " + shown(item, text)));
  }

  private static String shown(String item, String list) {
    if (item.equals(list)) {
      return RuleFacts.shown(list);
    }
    String found = item.isEmpty() ? "nothing beside a comma" : RuleFacts.shown(item);
    return found + " in " + RuleFacts.shown(list);
  }

  private static void idle(Subject subject, Reporter reporter) {
    Node idle = cpu(subject).get("idle");
    if (NumberFacts.isBelow(idle, 0) || NumberFacts.isAbove(idle, 1)) {
      reporter.report(idle, "expected 0 or 1, found " + NumberFacts.shown(idle));
    }
  }

  private static void ranges(Subject subject, Reporter reporter) {
    Node period = cpu(subject).get("period");
    if (isTooShort(period) || NumberFacts.isAbove(period, LONGEST_PERIOD)) {
      reporter.report(
          period,
          "expected a period of 1000 to 1000000 microseconds, found " + NumberFacts.shown(period));
    }
    Node quota = cpu(subject).get("quota");
    if (isTooShort(quota)) {
      reporter.report(
          quota,
          "expected a quota of at least 1000 microseconds, found " + NumberFacts.shown(quota),
          "write -1 for no limit");
    }
  }

  private static boolean isTooShort(Node time) {
    return NumberFacts.isAbove(time, 0) && NumberFacts.isBelow(time, SHORTEST);
  }
}
