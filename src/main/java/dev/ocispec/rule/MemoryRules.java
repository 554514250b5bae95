package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.util.List;

/** Rules about {@code linux.resources.memory}. */
final class MemoryRules {
  private static final String MEMORY = "config-linux.md#configLinuxMemory";
  private static final List<String> SIZES =
      List.of("limit", "reservation", "swap", "kernel", "kernelTCP");
  private static final List<String> KERNEL_SIZES = List.of("kernel", "kernelTCP");

  static final List<Rule> LIST =
      List.of(
          must("memory-values", MEMORY, V1_0_0, MemoryRules::values)
              .on(Platform.LINUX)
              .says("Limits of memory are a number of bytes, or -1 for none.")
              .because("No other negative number has a meaning.")
              .runtimes("runc, crun, runsc and youki fail, at the latest when the kernel refuses."),
          runtime("memory-swap-ge-limit", MEMORY, V1_0_0, MemoryRules::swapBelowLimit)
              .on(Platform.LINUX)
              .says("A limit of memory and swap is not below the limit of memory.")
              .because("swap counts memory and swap space together.")
              .runtimes("runc, crun, youki and oci-runtime-tool refuse the document."),
          runtime("memory-swap-needs-limit", MEMORY, V1_0_0, MemoryRules::swapWithoutLimit)
              .on(Platform.LINUX)
              .says("A limit of memory and swap comes with a limit of memory.")
              .because(
                  "With cgroup v2 swap space has a limit of its own, which is what is left of swap"
                      + " after limit.")
              .runtimes("runc, crun and youki refuse the document on hosts with cgroup v2."),
          runtime("memory-reservation-le-limit", MEMORY, V1_0_0, MemoryRules::reservationAboveLimit)
              .on(Platform.LINUX)
              .says("The reservation of memory is not above the limit.")
              .because("A soft limit above the hard one has no effect.")
              .runtimes("oci-runtime-tool refuses the document."),
          must("memory-swappiness-range", MEMORY, V1_0_0, MemoryRules::swappiness)
              .on(Platform.LINUX)
              .says("swappiness is a number from 0 to 100.")
              .because("It weighs swap space against the page cache, in percent.")
              .runtimes("runc and youki refuse the document on hosts with cgroup v1."),
          should("memory-kernel-not-recommended", MEMORY, V1_1_0, MemoryRules::kernel)
              .on(Platform.LINUX)
              .says("kernel and kernelTCP are absent.")
              .because("Linux has given up limits of kernel memory; cgroup v2 never had them.")
              .runtimes("runc warns and ignores them; crun fails on hosts with cgroup v2."));

  private MemoryRules() {}

  private static Node memory(Subject subject) {
    return subject.at("linux", "resources", "memory");
  }

  private static void values(Subject subject, Reporter reporter) {
    Node memory = memory(subject);
    for (String name : SIZES) {
      Node size = memory.get(name);
      if (NumberFacts.isBelow(size, -1)) {
        reporter.report(
            size,
            "expected a number of bytes, or -1 for no limit, found " + NumberFacts.shown(size));
      }
    }
  }

  private static void swapBelowLimit(Subject subject, Reporter reporter) {
    Node swap = memory(subject).get("swap");
    Node limit = memory(subject).get("limit");
    if (NumberFacts.isAbove(swap, 0) && NumberFacts.isAbove(limit, swap)) {
      reporter.report(
          swap,
          "expected a swap of at least the limit, "
              + NumberFacts.shown(limit)
              + ", found "
              + NumberFacts.shown(swap),
          "add the limit to the swap space that is meant, or write -1 for no limit of swap");
    }
  }

  private static void swapWithoutLimit(Subject subject, Reporter reporter) {
    Node swap = memory(subject).get("swap");
    Node limit = memory(subject).get("limit");
    if (NumberFacts.isAbove(swap, 0) && !NumberFacts.isAbove(limit, 0)) {
      reporter.report(
          swap,
          "expected a limit of memory beside a swap of "
              + NumberFacts.shown(swap)
              + ", found "
              + (limit.isPresent() ? "the limit " + NumberFacts.shown(limit) : "none"),
          "set limit, or remove swap");
    }
  }

  private static void reservationAboveLimit(Subject subject, Reporter reporter) {
    Node reservation = memory(subject).get("reservation");
    Node limit = memory(subject).get("limit");
    if (NumberFacts.isAbove(limit, 0) && NumberFacts.isAbove(reservation, limit)) {
      reporter.report(
          reservation,
          "expected a reservation of at most the limit, "
              + NumberFacts.shown(limit)
              + ", found "
              + NumberFacts.shown(reservation));
    }
  }

  private static void swappiness(Subject subject, Reporter reporter) {
    Node swappiness = memory(subject).get("swappiness");
    if (NumberFacts.isBelow(swappiness, 0) || NumberFacts.isAbove(swappiness, 100)) {
      reporter.report(
          swappiness, "expected a number from 0 to 100, found " + NumberFacts.shown(swappiness));
    }
  }

  private static void kernel(Subject subject, Reporter reporter) {
    Node memory = memory(subject);
    for (String name : KERNEL_SIZES) {
      Node size = memory.get(name);
      if (size.isPresent()) {
        reporter.report(
            size,
            "expected no limit of kernel memory, found " + NumberFacts.shown(size),
            "remove " + name + "; limit counts kernel memory as well");
      }
    }
  }
}
