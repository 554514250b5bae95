package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_3_0;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;

/** Rules about {@code freebsd}: devices and the jail. */
final class FreebsdRules {
  private static final String DEVICES = "config-freebsd.md#configFreeBSDDevices";
  private static final String JAIL = "config-freebsd.md#configFreeBSDJail";
  private static final String INHERIT = "inherit";
  private static final List<String> FAMILIES = List.of("ip4", "ip6");

  static final List<Rule> LIST =
      List.of(
          must("freebsd-device-path-required", DEVICES, V1_3_0, FreebsdRules::path)
              .on(Platform.FREEBSD)
              .says("Every entry of freebsd.devices has a path.")
              .because("Without one it names no device."),
          must("freebsd-device-path-relative", DEVICES, V1_3_0, FreebsdRules::relative)
              .on(Platform.FREEBSD)
              .says("The path of a device is relative to /dev.")
              .because("devfs rules name devices so."),
          must("freebsd-enforce-statfs-range", JAIL, V1_3_0, FreebsdRules::statfs)
              .on(Platform.FREEBSD)
              .says("freebsd.jail.enforceStatfs is 0, 1 or 2.")
              .because("jail(8) knows no other value."),
          should("freebsd-ip-sharing-values", JAIL, V1_3_0, FreebsdRules::sharing)
              .on(Platform.FREEBSD)
              .says("ip4 and ip6 of the jail are inherit or disable.")
              .because("The schema takes new, which the specification does not describe."),
          should(
                  "freebsd-ip4-addr-numeric",
                  JAIL,
                  V1_3_0,
                  addresses("ip4Addr", "an IPv4 address like 10.11.12.13", NumericAddress::isIp4))
              .on(Platform.FREEBSD)
              .says("ip4Addr has IPv4 addresses in numeric form.")
              .because("Nobody resolves names there."),
          should(
                  "freebsd-ip6-addr-numeric",
                  JAIL,
                  V1_3_0,
                  addresses("ip6Addr", "an IPv6 address like fd10::13", NumericAddress::isIp6))
              .on(Platform.FREEBSD)
              .says("ip6Addr has IPv6 addresses in numeric form.")
              .because("Nobody resolves names there."),
          should("freebsd-vnet-new-no-ip", JAIL, V1_3_0, FreebsdRules::ownNetwork)
              .on(Platform.FREEBSD)
              .says("A jail with a new vnet leaves ip4 and ip6 out.")
              .because("Both are about the addresses of the parent's network."),
          should("freebsd-shared-vnet-inherits-ip", JAIL, V1_3_0, FreebsdRules::sharedNetwork)
              .on(Platform.FREEBSD)
              .says("A jail that shares the vnet leaves vnet out and sets ip4 and ip6 to inherit.")
              .because("Otherwise it shares a network whose addresses it may not use."),
          should("freebsd-hostname-needs-host-new", JAIL, V1_3_0, FreebsdRules::names)
              .on(Platform.FREEBSD)
              .says("hostname and domainname are not set when freebsd.jail.host is inherit.")
              .because("They take effect with new only."));

  private FreebsdRules() {}

  private static Node jail(Subject subject) {
    return subject.at("freebsd", "jail");
  }

  private static void path(Subject subject, Reporter reporter) {
    for (Node device : subject.at("freebsd", "devices").elements()) {
      if (device.get("path").isAbsent()) {
        reporter.report(device.get("path"), "expected the path of a device, found none");
      }
    }
  }

  private static void relative(Subject subject, Reporter reporter) {
    for (Node device : subject.at("freebsd", "devices").elements()) {
      Node path = device.get("path");
      path.asText()
          .filter(text -> text.startsWith("/"))
          .ifPresent(
              text ->
                  reporter.report(
                      path, "expected a path relative to /dev, found " + RuleFacts.shown(text)));
    }
  }

  private static void statfs(Subject subject, Reporter reporter) {
    Node node = jail(subject).get("enforceStatfs");
    node.asInteger()
        .filter(value -> value.compareTo(BigInteger.TWO) > 0)
        .ifPresent(value -> reporter.report(node, "expected 0, 1 or 2, found " + value));
  }

  private static void sharing(Subject subject, Reporter reporter) {
    for (String family : FAMILIES) {
      Node node = jail(subject).get(family);
      if (node.is("new")) {
        reporter.report(node, "expected inherit or disable, found new");
      }
    }
  }

  private static RuleCheck addresses(String list, String expected, Predicate<String> form) {
    return (subject, reporter) -> {
      for (Node address : jail(subject).get(list).elements()) {
        address
            .asText()
            .filter(form.negate())
            .ifPresent(
                text ->
                    reporter.report(
                        address, "expected " + expected + ", found " + RuleFacts.shown(text)));
      }
    };
  }

  private static void ownNetwork(Subject subject, Reporter reporter) {
    if (jail(subject).get("vnet").is("new")) {
      for (String family : FAMILIES) {
        Node node = jail(subject).get(family);
        if (node.isPresent()) {
          reporter.report(
              node, "expected no " + family + " beside a new vnet, found one", "remove " + family);
        }
      }
    }
  }

  private static void sharedNetwork(Subject subject, Reporter reporter) {
    Node vnet = jail(subject).get("vnet");
    if (vnet.is(INHERIT)) {
      reporter.report(
          vnet,
          "expected no vnet in a jail that shares the network, found inherit",
          "leave vnet out and set ip4 and ip6 to inherit");
    } else if (vnet.isAbsent()) {
      for (int i = 0; i < FAMILIES.size(); i++) {
        Node node = jail(subject).get(FAMILIES.get(i));
        Node other = jail(subject).get(FAMILIES.get(1 - i));
        if (node.isAbsent() && other.is(INHERIT)) {
          reporter.report(
              node, "expected " + node.key() + " inherit beside " + other.key() + ", found none");
        }
      }
    }
  }

  private static void names(Subject subject, Reporter reporter) {
    if (jail(subject).get("host").is(INHERIT)) {
      for (String name : List.of("hostname", "domainname")) {
        Node node = subject.at(name);
        if (node.isPresent()) {
          reporter.report(
              node,
              "expected no " + name + " when freebsd.jail.host is inherit, found one",
              "set freebsd.jail.host to new");
        }
      }
    }
  }
}
