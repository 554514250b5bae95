package dev.ocispec.rule;

import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;
import static dev.ocispec.version.Release.V1_1_0;

import dev.ocispec.report.Level;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.version.Release;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about limits that only one version of control groups has, or that need a controller. */
final class HostCgroupRules {
  private static final String MEMORY = "config-linux.md#configLinuxMemory";
  private static final String CPU = "config-linux.md#configLinuxCPU";
  private static final String UNIFIED = "config-linux.md#configLinuxUnified";
  private static final String CRUN = "crun refuses the document; runc ignores the setting.";
  private static final String V1_ALONE = "Only version 1 of control groups has such a setting.";

  /** What the kernel takes for {@code cpu.shares} without changing it. */
  private static final long LEAST_SHARES = 2;

  private static final long MOST_SHARES = 262_144;

  static final List<Rule> LIST =
      List.of(
          on(2, "memory-swappiness-v2", MEMORY, V1_0_0, HostCgroupRules::swappiness)
              .says("memory.swappiness is absent on a host with control groups of version 2.")
              .because(V1_ALONE)
              .runtimes(CRUN),
          on(2, "memory-use-hierarchy-v2", MEMORY, V1_0_2, HostCgroupRules::hierarchy)
              .says("memory.useHierarchy is absent on a host with control groups of version 2.")
              .because("Version 2 always counts what is below a group, too.")
              .runtimes(CRUN),
          on(2, "memory-disable-oom-killer-v2", MEMORY, V1_0_0, HostCgroupRules::oomKiller)
              .says(
                  "memory.disableOOMKiller is not true on a host with control groups of version 2.")
              .because(V1_ALONE)
              .runtimes(CRUN),
          on(2, "cpu-realtime-v2", CPU, V1_0_0, HostCgroupRules::realtime)
              .says(
                  "cpu.realtimeRuntime and cpu.realtimePeriod are absent or 0 on a host with"
                      + " control groups of version 2.")
              .because(V1_ALONE)
              .runtimes("crun and youki refuse the document; runc ignores the settings."),
          on(1, "cpu-shares-v1-range", CPU, V1_0_0, HostCgroupRules::shares)
              .says(
                  "cpu.shares is 0 or from 2 to 262144 on a host with control groups of version 1.")
              .because("The kernel puts the nearest of these in place of another value.")
              .runtimes("runc reads the value back and fails at create."),
          on(
                  2,
                  "blockio-leaf-weight-v2",
                  "config-linux.md#configLinuxBlockIO",
                  V1_0_0,
                  HostCgroupRules::leafWeight)
              .says("blockIO.leafWeight is absent or 0 on a host with control groups of version 2.")
              .because(V1_ALONE)
              .runtimes("crun and youki refuse the document; runc ignores the setting."),
          on(
                  2,
                  "network-v2",
                  "config-linux.md#configLinuxNetwork",
                  V1_0_0,
                  HostCgroupRules::network)
              .says("resources.network is absent on a host with control groups of version 2.")
              .because(V1_ALONE)
              .runtimes(CRUN),
          on(1, "unified-needs-v2", UNIFIED, V1_1_0, HostCgroupRules::unified)
              .says("resources.unified is empty on a host with control groups of version 1.")
              .because("Its keys are the names of files that only version 2 has.")
              .runtimes("runc refuses the document; crun fails at create."),
          on(2, "unified-controller-available", UNIFIED, V1_1_0, HostCgroupRules::controllers)
              .withLevel(Level.MUST)
              .says("The controller of each key of resources.unified is available on the host.")
              .because("A runtime has to fail when it can't write to the file that a key names.")
              .runtimes("runc, crun and youki fail at create."));

  private HostCgroupRules() {}

  private static Rule on(int version, String id, String section, Release since, RuleCheck check) {
    return RuleList.runtime(
            id,
            section,
            since,
            (subject, reporter) -> {
              if (HostLook.hasCgroupVersion(subject, version)) {
                check.check(subject, reporter);
              }
            })
        .withScope(Scope.HOST)
        .on(Platform.LINUX);
  }

  private static void swappiness(Subject subject, Reporter reporter) {
    absent(resource(subject, "memory", "swappiness"), reporter);
  }

  private static void hierarchy(Subject subject, Reporter reporter) {
    absent(resource(subject, "memory", "useHierarchy"), reporter);
  }

  private static void oomKiller(Subject subject, Reporter reporter) {
    Node setting = resource(subject, "memory", "disableOOMKiller");
    if (setting.isTrue()) {
      absent(setting, reporter);
    }
  }

  private static void realtime(Subject subject, Reporter reporter) {
    notZero(resource(subject, "cpu", "realtimeRuntime"), reporter);
    notZero(resource(subject, "cpu", "realtimePeriod"), reporter);
  }

  private static void leafWeight(Subject subject, Reporter reporter) {
    notZero(resource(subject, "blockIO", "leafWeight"), reporter);
  }

  private static void network(Subject subject, Reporter reporter) {
    absent(subject.at("linux", "resources", "network"), reporter);
  }

  private static Node resource(Subject subject, String group, String name) {
    return subject.at("linux", "resources", group, name);
  }

  private static void notZero(Node number, Reporter reporter) {
    if (number.asInteger().filter(value -> value.signum() != 0).isPresent()) {
      absent(number, reporter);
    }
  }

  private static void absent(Node setting, Reporter reporter) {
    if (setting.isPresent()) {
      reporter.report(
          setting,
          "expected no "
              + setting.key()
              + " on this host, which has control groups of version 2, found it set",
          "remove it");
    }
  }

  private static void shares(Subject subject, Reporter reporter) {
    Node shares = resource(subject, "cpu", "shares");
    Optional<BigInteger> value = shares.asInteger().filter(number -> number.signum() != 0);
    if (value.isPresent()
        && (value.get().compareTo(BigInteger.valueOf(LEAST_SHARES)) < 0
            || value.get().compareTo(BigInteger.valueOf(MOST_SHARES)) > 0)) {
      reporter.report(
          shares,
          "expected 0 or "
              + LEAST_SHARES
              + " to "
              + MOST_SHARES
              + " on this host, which has control groups of version 1, found "
              + ForeignText.shown(value.get().toString()));
    }
  }

  private static void unified(Subject subject, Reporter reporter) {
    Node unified = subject.at("linux", "resources", "unified");
    if (!unified.members().isEmpty()) {
      reporter.report(
          unified,
          "expected no unified on this host, which has control groups of version 1",
          "set the limits in the other members of resources");
    }
  }

  private static void controllers(Subject subject, Reporter reporter) {
    Optional<Set<String>> available = HostLook.host(subject).cgroupControllers();
    if (available.isEmpty()) {
      return;
    }
    for (Node entry : subject.at("linux", "resources", "unified").members()) {
      String key = entry.key();
      int stop = key.indexOf('.');
      String controller = stop < 0 ? key : key.substring(0, stop);
      // The files of the core itself are there without any controller.
      if (stop > 0 && !controller.equals("cgroup") && !available.get().contains(controller)) {
        reporter.report(
            entry,
            "expected the controller of "
                + RuleFacts.shown(key)
                + " on this host, found "
                + RuleFacts.shown(String.join(" ", available.get().stream().sorted().toList())));
      }
    }
  }
}
