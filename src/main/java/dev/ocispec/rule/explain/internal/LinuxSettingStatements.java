package dev.ocispec.rule.explain.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.SysctlMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Linux;
import java.util.Optional;

/** Security modules, kernel parameters and the rest that is Linux's. */
final class LinuxSettingStatements {
  private LinuxSettingStatements() {}

  static void add(ContainerView container, Statements to) {
    container.spec().process().ifPresent(process -> modules(container, process, to));
    container.spec().linux().ifPresent(linux -> settings(container, linux, to));
  }

  private static void modules(ContainerView container, ContainerProcess process, Statements to) {
    Optional<String> apparmor = process.apparmorProfile().filter(text -> !text.isEmpty());
    Optional<String> selinux = process.selinuxLabel().filter(text -> !text.isEmpty());
    apparmor.ifPresent(
        profile ->
            to.add(
                profile.equals("unconfined") ? Weight.NOTABLE : Weight.PLAIN,
                Topic.PLATFORM,
                "/process/apparmorProfile",
                profile.equals("unconfined")
                    ? "AppArmor does not confine it"
                    : "AppArmor confines it by the profile " + Words.path(profile)));
    selinux.ifPresent(
        label -> {
          boolean open = label.contains(":spc_t") || label.contains(":unconfined_t");
          to.add(
              open ? Weight.NOTABLE : Weight.PLAIN,
              Topic.PLATFORM,
              "/process/selinuxLabel",
              (open
                      ? "SELinux does not confine it, by the label "
                      : "SELinux confines it by the label ")
                  + Words.path(label));
        });
    if (apparmor.isEmpty() && selinux.isEmpty()) {
      to.add(
          container.capabilitiesReachHost() ? Weight.NOTABLE : Weight.PLAIN,
          Topic.PLATFORM,
          "/process/apparmorProfile",
          "no AppArmor profile and no SELinux label is named to confine it");
    }
  }

  private static void settings(ContainerView container, Linux linux, Statements to) {
    linux
        .sysctl()
        .forEach(
            (name, value) ->
                to.add(
                    SysctlMeaning.weightIn(container, name),
                    SysctlMeaning.topic(name),
                    "/linux/sysctl/" + JsonPointer.escape(name),
                    "the kernel parameter "
                        + Words.path(name)
                        + " is set to "
                        + Words.quoted(value)
                        + " "
                        + SysctlMeaning.reach(container, name)));
    linux
        .netDevices()
        .forEach(
            (name, device) ->
                to.notable(
                    Topic.NETWORK,
                    "/linux/netDevices/" + JsonPointer.escape(name),
                    "the host's network interface "
                        + Words.path(name)
                        + " is moved into it, so that the host loses it"
                        + device
                            .name()
                            .map(n -> "; inside it is called " + Words.path(n))
                            .orElse("")));
    linux
        .personality()
        .ifPresent(
            personality ->
                to.notable(
                    Topic.PLATFORM,
                    "/linux/personality",
                    "the kernel shows itself to it as another one ("
                        + personality.domain().map(d -> Words.path(d.text())).orElse("LINUX")
                        + ")"));
    linux
        .timeOffsets()
        .ifPresent(
            offsets ->
                to.plain(
                    Topic.PLATFORM,
                    "/linux/timeOffsets",
                    "its clocks for uptime and monotonic time are set off from the host's"));
    linux
        .mountLabel()
        .filter(label -> !label.isEmpty())
        .ifPresent(
            label ->
                to.plain(
                    Topic.PLATFORM,
                    "/linux/mountLabel",
                    "its mounts carry the SELinux label " + Words.path(label)));
  }
}
