package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Devices and capabilities that a container was seen not to get as the document says. */
final class PortableDeviceRules {
  private record Numbers(long major, long minor) {}

  private static final Map<String, Numbers> DEFAULTS =
      Map.of(
          "/dev/null", new Numbers(1, 3),
          "/dev/zero", new Numbers(1, 5),
          "/dev/full", new Numbers(1, 7),
          "/dev/random", new Numbers(1, 8),
          "/dev/urandom", new Numbers(1, 9),
          "/dev/tty", new Numbers(5, 0));

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "devices-default-redefined",
                  "config-linux.md#configLinuxDefaultDevices",
                  V1_0_0,
                  PortableDeviceRules::redefined)
              .on(Platform.LINUX)
              .says("A device at the path of a default device is that device.")
              .because("Programs rely on what is there, and so does the runtime.")
              .runtimes(
                  "runc 1.3.6 refuses another device at /dev/null; runc 1.1, crun and, at other"
                      + " paths, runc 1.3.6 put it there."),
          runtime(
                  "capabilities-in-bounding",
                  "config.md#configLinuxProcess",
                  V1_0_0,
                  PortableDeviceRules::bounding)
              .on(Platform.LINUX)
              .says(
                  "Each permitted and each inheritable capability is in the bounding set as well.")
              .because("The kernel grants a program no capability that is not in that set.")
              .runtimes(
                  "runc and crun run the process without the permitted ones, and refuse the"
                      + " inheritable ones."));

  private PortableDeviceRules() {}

  private static void redefined(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "devices").elements()) {
      String path = device.get("path").asText().orElse("");
      Numbers numbers = DEFAULTS.get(path);
      if (numbers != null && !isDevice(device, numbers)) {
        reporter.report(
            device,
            "expected the default device "
                + path
                + ", c "
                + numbers.major
                + ":"
                + numbers.minor
                + ", found another one",
            "remove the entry; the runtime provides the device");
      }
    }
  }

  private static boolean isDevice(Node device, Numbers numbers) {
    return (device.get("type").is("c") || device.get("type").is("u"))
        && device.get("major").asLong().equals(OptionalLong.of(numbers.major))
        && device.get("minor").asLong().equals(OptionalLong.of(numbers.minor));
  }

  private static void bounding(Subject subject, Reporter reporter) {
    Node sets = subject.at("process", "capabilities");
    Set<String> bounding = new HashSet<>();
    for (Node name : sets.get("bounding").elements()) {
      name.asText().ifPresent(bounding::add);
    }
    within(bounding, sets.get("permitted"), "without which the process does not get it", reporter);
    within(bounding, sets.get("inheritable"), "without which the kernel refuses it", reporter);
  }

  private static void within(
      Set<String> bounding, Node set, String consequence, Reporter reporter) {
    for (Node name : set.elements()) {
      name.asText()
          .filter(text -> !bounding.contains(text))
          .ifPresent(
              text ->
                  reporter.report(
                      name,
                      "expected "
                          + RuleFacts.shown(text)
                          + " in process.capabilities.bounding, "
                          + consequence,
                      "add it there"));
    }
  }
}
