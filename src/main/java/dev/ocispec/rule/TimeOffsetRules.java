package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_1_0;

import java.util.List;

/** Rules about {@code linux.timeOffsets}. */
final class TimeOffsetRules {
  private static final String OFFSETS = "config-linux.md#configLinuxTimeOffset";
  private static final long NANOSECONDS = 1_000_000_000;

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "time-offsets-need-time-namespace",
                  OFFSETS,
                  V1_1_0,
                  TimeOffsetRules::needNamespace)
              .on(Platform.LINUX)
              .says("linux.timeOffsets is set only beside a time namespace.")
              .because("Offsets belong to a time namespace; the host's clocks have none.")
              .runtimes(
                  "runc 1.3.6, crun 1.21 and 1.28, youki and oci-runtime-tool refuse the document;"
                      + " runc 1.1, crun 1.8.1 and runsc ignore the offsets."),
          runtime("time-offsets-not-with-path", OFFSETS, V1_1_0, TimeOffsetRules::notWithPath)
              .on(Platform.LINUX)
              .says("linux.timeOffsets is absent when the time namespace is joined by its path.")
              .because("The offsets of a time namespace are fixed once a process is in it.")
              .runtimes("runc, youki and oci-runtime-tool refuse the document."),
          runtime("time-offsets-clock", OFFSETS, V1_1_0, TimeOffsetRules::clock)
              .on(Platform.LINUX)
              .says("The clocks in linux.timeOffsets are monotonic and boottime.")
              .because("Linux shifts no other clock.")
              .runtimes("runc fails when the kernel refuses the clock; crun ignores it."),
          runtime("time-offsets-nanosecs", OFFSETS, V1_1_0, TimeOffsetRules::nanoseconds)
              .on(Platform.LINUX)
              .says("The nanosecs of a clock's offset are less than a second.")
              .because("The kernel refuses an offset with 1000000000 nanoseconds or more.")
              .runtimes("runc, crun and youki fail when the kernel refuses the offset."));

  private TimeOffsetRules() {}

  private static void needNamespace(Subject subject, Reporter reporter) {
    Node offsets = subject.at("linux", "timeOffsets");
    if (offsets.isPresent() && !RuleFacts.hasNamespace(subject, "time")) {
      reporter.report(
          offsets,
          "expected a time namespace in linux.namespaces beside timeOffsets, found none",
          "add { \"type\": \"time\" } to linux.namespaces, or remove timeOffsets");
    }
  }

  private static void notWithPath(Subject subject, Reporter reporter) {
    Node offsets = subject.at("linux", "timeOffsets");
    if (offsets.isAbsent()) {
      return;
    }
    for (Node namespace : RuleFacts.namespaces(subject, "time")) {
      RuleFacts.pathOf(namespace)
          .ifPresent(
              path ->
                  reporter.report(
                      offsets,
                      "expected no timeOffsets for a time namespace that is joined, found them"
                          + " beside the path "
                          + RuleFacts.shown(path),
                      "remove timeOffsets, or the path to get a new time namespace"));
    }
  }

  private static void clock(Subject subject, Reporter reporter) {
    for (Node offset : subject.at("linux", "timeOffsets").members()) {
      String name = offset.key();
      if (!name.equals("monotonic") && !name.equals("boottime")) {
        reporter.report(
            offset, "expected the clock monotonic or boottime, found " + RuleFacts.shown(name));
      }
    }
  }

  private static void nanoseconds(Subject subject, Reporter reporter) {
    for (Node offset : subject.at("linux", "timeOffsets").members()) {
      Node nanoseconds = offset.get("nanosecs");
      if (NumberFacts.isAbove(nanoseconds, NANOSECONDS - 1)) {
        reporter.report(
            nanoseconds,
            "expected less than 1000000000 nanoseconds, found " + NumberFacts.shown(nanoseconds),
            "move whole seconds to secs");
      }
    }
  }
}
