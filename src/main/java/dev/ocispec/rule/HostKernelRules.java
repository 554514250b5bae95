package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules about what the host's kernel has: file systems, security modules, processors. */
final class HostKernelRules {
  private static final String FILESYSTEMS = "/proc/filesystems";
  private static final String PROCESS = "config.md#configLinuxProcess";

  /** What runtimes make of other mounts, and what is no file system. */
  private static final Set<String> NOT_LISTED = Set.of("bind", "none", "cgroup");

  /** The numbers of processors that are believed. */
  private static final int MOST_PROCESSORS = 1 << 16;

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "mounts-type-in-proc-filesystems",
                  "config.md#configPOSIXMounts",
                  V1_0_0,
                  HostKernelRules::filesystems)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("The type of a mount is bind, or one that /proc/filesystems lists.")
              .because(
                  "The kernel can't mount what it does not know. It may load a module for the type"
                      + " when asked."),
          runtime("apparmor-profile-available", PROCESS, V1_0_0, HostKernelRules::apparmor)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("AppArmor is enabled on the host when process.apparmorProfile is set.")
              .because("The profile can't be applied otherwise.")
              .runtimes("runc and crun up to 1.21 fail at create; crun 1.28 ignores the profile."),
          runtime("selinux-label-needs-selinux", PROCESS, V1_0_0, HostKernelRules::selinux)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("SELinux is enabled on the host when process.selinuxLabel is set.")
              .because("The label can't be applied otherwise.")
              .runtimes("runc refuses the document; crun fails at create."),
          runtime("scheduler-with-cpuset", PROCESS, V1_1_0, HostKernelRules::deadline)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("SCHED_DEADLINE is not combined with a part of the host's processors.")
              .because(
                  "The kernel refuses the policy to a process that may not use all processors of"
                      + " its domain.")
              .runtimes(
                  "runc from 1.2 on and crun from 1.21 on set the policy, and fail when the kernel"
                      + " refuses."));

  private HostKernelRules() {}

  private static Optional<Set<String>> known(Subject subject) {
    return HostLook.host(subject)
        .read(FILESYSTEMS)
        .map(
            text -> {
              Set<String> names = new TreeSet<>();
              for (String line : text.split("\n")) {
                names.add(line.substring(line.lastIndexOf('\t') + 1).strip());
              }
              return names;
            });
  }

  private static void filesystems(Subject subject, Reporter reporter) {
    Optional<Set<String>> known = known(subject);
    if (known.isEmpty() || subject.isFor(Platform.FREEBSD)) {
      return;
    }
    for (Node mount : subject.at("mounts").elements()) {
      Node type = mount.get("type");
      Node options = mount.get("options");
      String text = type.asText().orElse("");
      // The part after a full stop is for the file system's own program.
      String name = text.substring(0, text.indexOf('.') < 0 ? text.length() : text.indexOf('.'));
      if (!name.isEmpty()
          && !NOT_LISTED.contains(name)
          && !known.get().contains(name)
          && !RuleFacts.has(options, "bind")
          && !RuleFacts.has(options, "rbind")) {
        reporter.report(
            type,
            "expected a type that the host's /proc/filesystems lists, found "
                + RuleFacts.shown(text));
      }
    }
  }

  private static void apparmor(Subject subject, Reporter reporter) {
    Node profile = subject.at("process", "apparmorProfile");
    if (profile.asText().filter(text -> !text.isEmpty()).isEmpty()) {
      return;
    }
    boolean off =
        HostLook.host(subject)
            .read("/sys/module/apparmor/parameters/enabled")
            .filter(text -> text.startsWith("N"))
            .isPresent();
    boolean absent =
        HostLook.isThere(subject, "/sys/module")
            && HostLook.isMissing(subject, "/sys/module/apparmor");
    if (off || absent) {
      reporter.report(
          profile,
          "expected no AppArmor profile on a host without AppArmor, found "
              + RuleFacts.shown(profile.asText().orElse("")));
    }
  }

  private static void selinux(Subject subject, Reporter reporter) {
    Node label = subject.at("process", "selinuxLabel");
    if (label.asText().filter(text -> !text.isEmpty()).isEmpty()) {
      return;
    }
    boolean unknown = known(subject).filter(names -> !names.contains("selinuxfs")).isPresent();
    if (unknown || HostLook.isMissing(subject, "/sys/fs/selinux/enforce")) {
      reporter.report(
          label,
          "expected no SELinux label on a host without SELinux, found "
              + RuleFacts.shown(label.asText().orElse("")));
    }
  }

  private static void deadline(Subject subject, Reporter reporter) {
    Node policy = subject.at("process", "scheduler", "policy");
    Node cpus = subject.at("linux", "resources", "cpu", "cpus");
    Optional<BitSet> chosen = cpus.asText().flatMap(HostKernelRules::processors);
    Optional<BitSet> online =
        HostLook.host(subject)
            .read("/sys/devices/system/cpu/online")
            .flatMap(HostKernelRules::processors);
    if (!policy.is("SCHED_DEADLINE") || chosen.isEmpty() || online.isEmpty()) {
      return;
    }
    online.get().andNot(chosen.get());
    if (!online.get().isEmpty()) {
      reporter.report(
          policy,
          "expected all processors of the host for SCHED_DEADLINE, found "
              + RuleFacts.shown(cpus.asText().orElse(""))
              + " in linux.resources.cpu.cpus");
    }
  }

  /** The processors of a list such as {@code 0-3,7}; empty when it is none. */
  private static Optional<BitSet> processors(String list) {
    BitSet processors = new BitSet();
    try {
      for (String part : list.strip().split(",")) {
        int dash = part.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
        if (first < 0 || last < first || last >= MOST_PROCESSORS) {
          return Optional.empty();
        }
        processors.set(first, last + 1);
      }
      return Optional.of(processors);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
