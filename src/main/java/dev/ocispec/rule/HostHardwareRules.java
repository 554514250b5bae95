package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_3_0;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Rules about network interfaces and page sizes of the host. */
final class HostHardwareRules {
  private static final String INTERFACES = "/sys/class/net";
  private static final String PAGES = "/sys/kernel/mm/hugepages";

  /** The units that names of page sizes end in, each 1024 times the one before. */
  private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB", "PB");

  /** More digits than the largest page size has in any unit. */
  private static final int LONGEST = 9;

  static final List<Rule> LIST =
      List.of(
          must(
                  "net-devices-exist",
                  "config-linux.md#configLinuxNetworkDevices",
                  V1_3_0,
                  HostHardwareRules::netDevices)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("Each key of linux.netDevices is an interface of the host that can be moved.")
              .because("The runtime has to fail when it can't move one.")
              .runtimes("runc from 1.4 on, crun from 1.28 on and youki fail at create."),
          runtime(
                  "network-priority-interface",
                  "config-linux.md#configLinuxNetwork",
                  V1_0_0,
                  HostHardwareRules::priorities)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("The name of a network priority is an interface of the host.")
              .because("The kernel takes priorities for interfaces that it has.")
              .runtimes("runc fails at create."),
          must(
                  "hugepage-size-supported",
                  "config-linux.md#configLinuxHugePageLimits",
                  V1_0_0,
                  HostHardwareRules::pages)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("The host has the hugetlb controller, and the page size, of a huge page limit.")
              .because("The control group has no file for the limit otherwise.")
              .runtimes("runc, crun and youki fail at create."));

  private HostHardwareRules() {}

  private static void netDevices(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "netDevices").members()) {
      if (device.key().equals("lo")) {
        reporter.report(
            device, "expected an interface that can be moved, found lo, which each namespace has");
      } else if (isUnknown(subject, device.key())) {
        reporter.report(
            device, "expected an interface of the host, found no " + RuleFacts.shown(device.key()));
      }
    }
  }

  private static void priorities(Subject subject, Reporter reporter) {
    for (Node priority : subject.at("linux", "resources", "network", "priorities").elements()) {
      Node name = priority.get("name");
      name.asText()
          .filter(text -> isUnknown(subject, text))
          .ifPresent(
              text ->
                  reporter.report(
                      name,
                      "expected an interface of the host, found no " + RuleFacts.shown(text)));
    }
  }

  /** Whether the host has no such interface; names that can be none are for other rules. */
  private static boolean isUnknown(Subject subject, String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && !name.contains("/")
        && HostLook.isThere(subject, INTERFACES)
        && HostLook.isMissing(subject, INTERFACES + "/" + name);
  }

  private static void pages(Subject subject, Reporter reporter) {
    for (Node limit : subject.at("linux", "resources", "hugepageLimits").elements()) {
      Node size = limit.get("pageSize");
      if (hasNoController(subject)) {
        reporter.report(
            size, "expected no huge page limit on a host without the hugetlb controller");
        continue;
      }
      OptionalLong kibibytes = kibibytes(size.asText().orElse(""));
      if (kibibytes.isPresent()
          && HostLook.isThere(subject, PAGES)
          && HostLook.isMissing(subject, PAGES + "/hugepages-" + kibibytes.getAsLong() + "kB")) {
        reporter.report(
            size,
            "expected a huge page size of the host, found "
                + RuleFacts.shown(size.asText().orElse("")));
      }
    }
  }

  /** Whether root, who may use all controllers of the host, has none for huge pages. */
  private static boolean hasNoController(Subject subject) {
    HostView host = HostLook.host(subject);
    return host.rootless().equals(Optional.of(false))
        && host.cgroupControllers().filter(names -> !names.contains("hugetlb")).isPresent();
  }

  /** A page size in the kernel's unit; empty for text of another form, which the schema reports. */
  private static OptionalLong kibibytes(String size) {
    for (int unit = 0; unit < UNITS.size(); unit++) {
      String digits = size.substring(0, Math.max(0, size.length() - 2));
      if (size.endsWith(UNITS.get(unit))
          && !digits.isEmpty()
          && digits.length() <= LONGEST
          && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return OptionalLong.of(Long.parseLong(digits) << 10 * unit);
      }
    }
    return OptionalLong.empty();
  }
}
