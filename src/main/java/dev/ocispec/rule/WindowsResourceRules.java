package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;
import static dev.ocispec.version.Release.V1_2_1;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** Rules about devices, processors and network in {@code windows}. */
final class WindowsResourceRules {
  private static final String DEVICES = "config-windows.md#configWindowsDevices";
  private static final String CPU = "config-windows.md#configWindowsCpu";
  private static final String NETWORK = "config-windows.md#configWindowsNetwork";

  private static final Pattern GUID =
      Pattern.compile("\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}?");

  private static final int WHOLE = 10000;

  private static final List<String> WAYS = List.of("count", "shares", "maximum");

  private static final String NAMESPACE = "networkNamespace";

  static final List<Rule> LIST =
      List.of(
          must("windows-device-id-guid", DEVICES, V1_0_2, WindowsResourceRules::guid)
              .on(Platform.WINDOWS)
              .says("The id of a device whose idType is class is a GUID.")
              .because("Device interface classes are named by GUIDs."),
          must("windows-cpu-exclusive", CPU, V1_0_0, WindowsResourceRules::oneWay)
              .on(Platform.WINDOWS)
              .says("At most one of count, shares and maximum limits the processors.")
              .because("They are three ways to say the same, and Windows takes one."),
          must("windows-cpu-shares-range", CPU, V1_0_0, upTo("shares"))
              .on(Platform.WINDOWS)
              .says("windows.resources.cpu.shares is at most 10000.")
              .because("Windows knows no larger weight."),
          must("windows-cpu-maximum-range", CPU, V1_0_0, upTo("maximum"))
              .on(Platform.WINDOWS)
              .says("windows.resources.cpu.maximum is at most 10000.")
              .because("It is a percentage times 100."),
          must("windows-cpu-affinity-entry", CPU, V1_2_1, WindowsResourceRules::affinity)
              .on(Platform.WINDOWS)
              .says("Every entry of affinity has a mask and a group.")
              .because("A mask without a group does not say which processors it is about.")
              .runtimes("Programs that use the Go bindings drop a group of 0, and read it so."),
          must("windows-network-namespace-alone", NETWORK, V1_0_2, WindowsResourceRules::alone)
              .on(Platform.WINDOWS)
              .says("Nothing else is set in windows.network when networkNamespace is.")
              .because("The namespace already has its endpoints and settings."));

  private WindowsResourceRules() {}

  private static void guid(Subject subject, Reporter reporter) {
    for (Node device : subject.at("windows", "devices").elements()) {
      Node id = device.get("id");
      if (device.get("idType").is("class")) {
        id.asText()
            .filter(text -> !GUID.matcher(text).matches())
            .ifPresent(
                text ->
                    reporter.report(
                        id,
                        "expected a GUID like 24E552D7-6523-47F7-A647-D3465BF1F5CA, found "
                            + RuleFacts.shown(text)));
      }
    }
  }

  private static Node cpu(Subject subject) {
    return subject.at("windows", "resources", "cpu");
  }

  private static void oneWay(Subject subject, Reporter reporter) {
    String first = "";
    for (String way : WAYS) {
      Node node = cpu(subject).get(way);
      if (node.isPresent() && !first.isEmpty()) {
        reporter.report(
            node, "expected one of count, shares and maximum, found " + way + " beside " + first);
      } else if (node.isPresent()) {
        first = way;
      }
    }
  }

  private static RuleCheck upTo(String member) {
    return (subject, reporter) -> {
      Node node = cpu(subject).get(member);
      node.asInteger()
          .filter(value -> value.compareTo(BigInteger.valueOf(WHOLE)) > 0)
          .ifPresent(
              value -> reporter.report(node, "expected at most " + WHOLE + ", found " + value));
    };
  }

  private static void affinity(Subject subject, Reporter reporter) {
    for (Node entry : cpu(subject).get("affinity").elements()) {
      for (String member : List.of("mask", "group")) {
        if (entry.get(member).isAbsent()) {
          reporter.report(
              entry.get(member), "expected mask and group in each entry, found no " + member);
        }
      }
    }
  }

  private static void alone(Subject subject, Reporter reporter) {
    Node network = subject.at("windows", "network");
    if (network.get(NAMESPACE).isAbsent()) {
      return;
    }
    for (Node member : network.members()) {
      if (!member.key().equals(NAMESPACE)) {
        reporter.report(
            member,
            "expected nothing beside " + NAMESPACE + ", found " + RuleFacts.shown(member.key()),
            "set it in the namespace, or leave " + NAMESPACE + " out");
      }
    }
  }
}
