package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.OptionalLong;

/** Limits that runtimes were seen to ignore. */
final class PortableResourceRules {
  static final List<Rule> LIST =
      List.of(
          runtime(
                  "devices-deny-all",
                  "config-linux.md#configLinuxDeviceAllowedlist",
                  V1_0_0,
                  PortableResourceRules::denyAll)
              .on(Platform.LINUX)
              .says(
                  "resources.devices says of all devices whether they are allowed, unless the"
                      + " container has a user namespace of its own.")
              .because("The specification does not say what holds for devices that no entry names.")
              .runtimes(
                  "crun 1.8.1 to 1.28 allow every device then, whatever other entries allow; runc"
                      + " denies all but the default ones."),
          runtime(
                  "pids-limit-zero-ignored",
                  "config-linux.md#configLinuxPIDS",
                  V1_0_0,
                  PortableResourceRules::processes)
              .on(Platform.LINUX)
              .says("pids.limit is not 0.")
              .because("By the specification 0 is a limit, under which nothing can run.")
              .runtimes("runc, crun and runsc set no limit."),
          runtime(
                  "cpu-period-zero-ignored",
                  "config-linux.md#configLinuxCPU",
                  V1_0_0,
                  PortableResourceRules::period)
              .on(Platform.LINUX)
              .says("cpu.period is not 0.")
              .because("The kernel knows no such period.")
              .runtimes("runc, crun and runsc take it as absent."));

  private PortableResourceRules() {}

  private static void denyAll(Subject subject, Reporter reporter) {
    Node devices = subject.at("linux", "resources", "devices");
    boolean unreadable = !devices.isPresent() && !devices.isAbsent();
    if (unreadable || !subject.at("linux").isPresent() || RuleFacts.hasNamespace(subject, "user")) {
      return;
    }
    for (Node entry : devices.elements()) {
      if (isAboutAll(entry)) {
        return;
      }
    }
    reporter.report(
        devices,
        "expected an entry that denies or allows all devices, found none: crun then allows all",
        "begin linux.resources.devices with {\"allow\": false, \"access\": \"rwm\"}");
  }

  private static boolean isAboutAll(Node entry) {
    Node type = entry.get("type");
    return (type.isAbsent() || type.is("a") || type.is(""))
        && isAny(entry.get("major"))
        && isAny(entry.get("minor"))
        && isFull(entry.get("access"));
  }

  private static boolean isFull(Node access) {
    return access.isAbsent()
        || access
            .asText()
            .filter(text -> text.contains("r") && text.contains("w") && text.contains("m"))
            .isPresent();
  }

  private static boolean isAny(Node number) {
    return number.isAbsent() || isNumber(number, -1);
  }

  private static boolean isNumber(Node node, long number) {
    return node.asLong().equals(OptionalLong.of(number));
  }

  private static void processes(Subject subject, Reporter reporter) {
    Node limit = subject.at("linux", "resources", "pids", "limit");
    if (isNumber(limit, 0)) {
      reporter.report(
          limit,
          "expected -1 or a positive limit, found 0, which runc, crun and runsc take for no limit",
          "write the number of processes, or -1 for no limit");
    }
  }

  private static void period(Subject subject, Reporter reporter) {
    Node period = subject.at("linux", "resources", "cpu", "period");
    if (isNumber(period, 0)) {
      reporter.report(
          period,
          "expected 1000 to 1000000 microseconds, found 0, which runc, crun and runsc take as"
              + " absent",
          "leave it out for the default of the kernel");
    }
  }
}
