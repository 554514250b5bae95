package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.DeviceRule;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxResources;
import java.util.ArrayList;
import java.util.List;

/** Which devices it may open, whatever device files it has or makes. */
final class DeviceRuleStatements {
  private static final String LIST = "/linux/resources/devices";

  private DeviceRuleStatements() {}

  static void add(ContainerView container, Statements to) {
    List<LinuxDeviceCgroup> rules =
        container
            .spec()
            .linux()
            .flatMap(Linux::resources)
            .map(LinuxResources::devices)
            .orElse(List.of());
    if (rules.isEmpty()) {
      noRules(container, to);
      return;
    }
    // What stands before a rule for all devices has no effect.
    int start = 0;
    for (int i = 0; i < rules.size(); i++) {
      if (DeviceRule.of(rules.get(i)).isForAll()) {
        start = i;
      }
    }
    boolean closed = DeviceRule.of(rules.get(start)).isForAll() && !rules.get(start).allow();
    if (closed) {
      to.plain(
          Topic.DEVICES, LIST + "/" + start, "it may open no device but those that rules name");
    }
    List<String> harmless = new ArrayList<>();
    boolean opened = !closed;
    for (int i = closed ? start + 1 : start; i < rules.size(); i++) {
      DeviceRule rule = DeviceRule.of(rules.get(i));
      if (!rules.get(i).allow()) {
        // What nothing has allowed needs no word.
        if (opened) {
          to.plain(Topic.DEVICES, LIST + "/" + i, "a rule " + rule.text());
        }
        continue;
      }
      if (rule.isHarmless()) {
        harmless.add(rule.name());
        continue;
      }
      opened = true;
      if (isListed(container, rule)) {
        to.plain(Topic.DEVICES, LIST + "/" + i, "a rule " + rule.shortText());
      } else {
        to.add(
            rule.weight(container),
            Topic.DEVICES,
            LIST + "/" + i,
            "a rule " + rule.textIn(container));
      }
    }
    if (!harmless.isEmpty()) {
      to.plain(
          Topic.DEVICES, LIST, "rules let it open the harmless " + Words.named("device", harmless));
    }
  }

  private static void noRules(ContainerView container, Statements to) {
    String text =
        "no rules say which devices it may open: runc then allows the usual harmless ones, crun"
            + " allows every device of the host";
    to.add(
        DeviceRule.weightOfNone(container),
        Topic.DEVICES,
        LIST,
        text
            + switch (DeviceRule.weightOfNone(container)) {
              case ISOLATION -> ", and with CAP_MKNOD it can make a file for each";
              case NOTABLE -> "; without CAP_MKNOD it can only open device files that it finds";
              case PLAIN -> "; in a user namespace it can make no device files itself";
            });
  }

  /** Whether the document lists the device too, so that its statement says what it is good for. */
  private static boolean isListed(ContainerView container, DeviceRule rule) {
    return container.spec().linux().stream()
        .flatMap(linux -> linux.devices().stream())
        .anyMatch(rule::isAbout);
  }
}
