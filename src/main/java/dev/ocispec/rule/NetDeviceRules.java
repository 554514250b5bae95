package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_3_0;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules about {@code linux.netDevices}. */
final class NetDeviceRules {
  private static final String DEVICES = "config-linux.md#configLinuxNetworkDevices";
  private static final int LONGEST = 15;
  private static final String FORM = "1 to 15 bytes, not . or .., without slash, colon and blanks";

  static final List<Rule> LIST =
      List.of(
          runtime("net-devices-need-netns", DEVICES, V1_3_0, NetDeviceRules::needNamespace)
              .on(Platform.LINUX)
              .says("linux.netDevices is set only beside a network namespace.")
              .because("A device is moved into the network namespace of the container.")
              .runtimes("runc and youki refuse the document."),
          runtime("net-devices-host-name", DEVICES, V1_3_0, NetDeviceRules::hostName)
              .on(Platform.LINUX)
              .says("Each key of linux.netDevices is a name that an interface can have.")
              .because(
                  "Names of interfaces are " + FORM + "; the kernel knows none of another form.")
              .runtimes("runc and youki refuse the document."),
          runtime("net-devices-container-name", DEVICES, V1_3_0, NetDeviceRules::containerName)
              .on(Platform.LINUX)
              .says(
                  "The name of a network device in the container is one that an interface can have;"
                      + " one %d in it stands for a number that the kernel picks.")
              .because("The kernel refuses to rename the interface otherwise.")
              .runtimes("runc and youki refuse the document."),
          must("net-devices-name-clash", DEVICES, V1_3_0, NetDeviceRules::nameClash)
              .on(Platform.LINUX)
              .says("No two network devices get the same name in the container, and none gets lo.")
              .because("A network namespace has its own lo, and each name only once.")
              .runtimes("runc and crun fail when the kernel refuses the name."));

  private NetDeviceRules() {}

  private static void needNamespace(Subject subject, Reporter reporter) {
    Node devices = subject.at("linux", "netDevices");
    if (!devices.members().isEmpty() && !RuleFacts.hasNamespace(subject, "network")) {
      reporter.report(
          devices,
          "expected a network namespace in linux.namespaces beside netDevices, found none",
          "add { \"type\": \"network\" } to linux.namespaces, or remove netDevices");
    }
  }

  private static void hostName(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "netDevices").members()) {
      if (!isName(device.key())) {
        reporter.report(
            device,
            "expected the name of an interface, "
                + FORM
                + ", as the key, found "
                + RuleFacts.shown(device.key()));
      }
    }
  }

  private static void containerName(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "netDevices").members()) {
      Node name = device.get("name");
      String text = name.asText().orElse("");
      if (!text.isEmpty() && !(isName(text) && isTemplateOrPlain(text))) {
        reporter.report(
            name,
            "expected a name for an interface, "
                + FORM
                + " and with no % but in one %d, found "
                + RuleFacts.shown(text));
      }
    }
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == ':' || c == ' ' || c >= '\t' && c <= '\r') {
        return false;
      }
    }
    return text.length() <= LONGEST && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }

  private static boolean isTemplateOrPlain(String text) {
    int percent = text.indexOf('%');
    return percent < 0 || text.startsWith("%d", percent) && text.indexOf('%', percent + 1) < 0;
  }

  private static void nameClash(Subject subject, Reporter reporter) {
    Map<String, Node> first = new HashMap<>();
    for (Node device : subject.at("linux", "netDevices").members()) {
      Node name = device.get("name");
      boolean renamed = !name.asText().orElse("").isEmpty();
      String text = renamed ? name.asText().orElse("") : device.key();
      Node place = renamed ? name : device;
      if (text.equals("lo")) {
        reporter.report(place, "expected a name other than lo, which the container has, found lo");
      } else if (!text.endsWith("%d")) {
        Node known = first.putIfAbsent(text, device);
        if (known != null) {
          reporter.report(
              place,
              "expected each name in the container once, found "
                  + RuleFacts.shown(text)
                  + " as in "
                  + known.pointer());
        }
      }
    }
  }
}
