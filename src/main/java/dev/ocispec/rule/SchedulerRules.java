package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.isOfWrongType;
import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_1_0;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/** Rules about {@code process.scheduler}. */
final class SchedulerRules {
  private static final String PROCESS = "config.md#configLinuxProcess";
  private static final BigInteger SHORTEST = BigInteger.valueOf(1024);
  private static final Set<String> NICE = Set.of("SCHED_OTHER", "SCHED_BATCH");
  private static final Set<String> REAL_TIME = Set.of("SCHED_FIFO", "SCHED_RR");

  static final List<Rule> LIST =
      List.of(
          runtime("scheduler-nice-range", PROCESS, V1_1_0, SchedulerRules::nice)
              .on(Platform.LINUX)
              .says("With SCHED_OTHER and SCHED_BATCH, nice is between -20 and 19.")
              .because("The kernel has no other nice values.")
              .runtimes("runc 1.3 and youki refuse the document."),
          runtime("scheduler-priority-policy", PROCESS, V1_1_0, SchedulerRules::priorityPolicy)
              .on(Platform.LINUX)
              .says("Only SCHED_FIFO and SCHED_RR have a priority other than 0.")
              .because("The kernel refuses one with the other policies.")
              .runtimes("runc 1.3 and youki refuse the document; crun fails to run it."),
          runtime("scheduler-priority-range", PROCESS, V1_1_0, SchedulerRules::priorityRange)
              .on(Platform.LINUX)
              .says("With SCHED_FIFO and SCHED_RR, priority is between 1 and 99.")
              .because("The kernel refuses other values, the default 0 among them.")
              .runtimes("runc 1.3, crun and youki fail to create the container."),
          runtime("scheduler-deadline-fields-policy", PROCESS, V1_1_0, SchedulerRules::fields)
              .on(Platform.LINUX)
              .says("Only SCHED_DEADLINE has runtime, deadline and period.")
              .because("The other policies don't plan by deadlines.")
              .runtimes("runc 1.3 and youki refuse the document."),
          runtime("scheduler-deadline-values", PROCESS, V1_1_0, SchedulerRules::deadline)
              .on(Platform.LINUX)
              .says(
                  "With SCHED_DEADLINE, 1024 <= runtime <= deadline <= period < 2^63, where a"
                      + " period of 0 stands for the deadline.")
              .because("The kernel refuses other values; all are in nanoseconds.")
              .runtimes("runc 1.3, crun and youki fail to create the container; crun says why."),
          runtime("scheduler-iso-unsupported", PROCESS, V1_1_0, SchedulerRules::iso)
              .on(Platform.LINUX)
              .says("The policy is not SCHED_ISO.")
              .because("Linux reserves the number of that policy but has never had it.")
              .runtimes("runc 1.3, crun and youki fail to create the container."));

  private SchedulerRules() {}

  private static Node scheduler(Subject subject) {
    return subject.at("process", "scheduler");
  }

  private static boolean hasPolicy(Node scheduler, Set<String> policies) {
    return policies.contains(scheduler.get("policy").asText().orElse(""));
  }

  private static BigInteger number(Node node) {
    return node.asInteger().orElse(BigInteger.ZERO);
  }

  private static String shownNumber(Node node) {
    return node.isPresent() ? NumberFacts.shown(node) : "none, which stands for 0";
  }

  private static void nice(Subject subject, Reporter reporter) {
    Node scheduler = scheduler(subject);
    if (hasPolicy(scheduler, NICE)) {
      PriorityRules.between(-20, 19, scheduler.get("nice"), reporter);
    }
  }

  private static void priorityPolicy(Subject subject, Reporter reporter) {
    Node policy = scheduler(subject).get("policy");
    Node priority = scheduler(subject).get("priority");
    if (policy.isPresent()
        && !hasPolicy(scheduler(subject), REAL_TIME)
        && number(priority).signum() != 0) {
      reporter.report(
          priority,
          "expected the priority 0 with the policy "
              + shown(policy.asText().orElse(""))
              + ", found "
              + shownNumber(priority));
    }
  }

  private static void priorityRange(Subject subject, Reporter reporter) {
    Node scheduler = scheduler(subject);
    Node priority = scheduler.get("priority");
    if (!hasPolicy(scheduler, REAL_TIME)) {
      return;
    }
    PriorityRules.between(1, 99, priority, reporter);
    if (priority.isAbsent()) {
      reporter.report(priority, "expected a priority from 1 to 99, found none, which stands for 0");
    }
  }

  private static void fields(Subject subject, Reporter reporter) {
    Node scheduler = scheduler(subject);
    Node policy = scheduler.get("policy");
    if (policy.isAbsent() || policy.is("SCHED_DEADLINE")) {
      return;
    }
    for (String name : List.of("runtime", "deadline", "period")) {
      Node field = scheduler.get(name);
      if (number(field).signum() != 0) {
        reporter.report(
            field,
            "expected "
                + name
                + " with the policy SCHED_DEADLINE only, found it with "
                + shown(policy.asText().orElse("")));
      }
    }
  }

  private static void deadline(Subject subject, Reporter reporter) {
    Node scheduler = scheduler(subject);
    if (!scheduler.get("policy").is("SCHED_DEADLINE")) {
      return;
    }
    Node runtime = scheduler.get("runtime");
    Node deadline = scheduler.get("deadline");
    Node period = scheduler.get("period");
    if (isOfWrongType(runtime) || isOfWrongType(deadline) || isOfWrongType(period)) {
      return;
    }
    if (number(runtime).compareTo(SHORTEST) < 0) {
      reporter.report(
          runtime, "expected a runtime of at least 1024, found " + shownNumber(runtime));
    } else if (number(deadline).compareTo(number(runtime)) < 0) {
      atLeast(deadline, "the runtime", number(runtime), reporter);
    } else if (number(period).signum() != 0 && number(period).compareTo(number(deadline)) < 0) {
      atLeast(period, "the deadline", number(deadline), reporter);
    } else {
      notTooLong(deadline, reporter);
      notTooLong(period, reporter);
    }
  }

  private static void atLeast(Node node, String what, BigInteger least, Reporter reporter) {
    reporter.report(
        node, "expected at least " + what + ", " + least + ", found " + shownNumber(node));
  }

  private static void notTooLong(Node node, Reporter reporter) {
    if (number(node).bitLength() >= Long.SIZE) {
      reporter.report(node, "expected less than 2^63, found " + shownNumber(node));
    }
  }

  private static void iso(Subject subject, Reporter reporter) {
    Node policy = scheduler(subject).get("policy");
    if (policy.is("SCHED_ISO")) {
      reporter.report(policy, "expected a policy that Linux has, found \"SCHED_ISO\"");
    }
  }
}
