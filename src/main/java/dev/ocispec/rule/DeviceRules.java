package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;

/** Rules about the numbers of {@code linux.devices}. */
final class DeviceRules {
  private static final String DEVICES = "config-linux.md#configLinuxDevices";
  private static final List<String> NUMBERS = List.of("major", "minor");

  static final List<Rule> LIST =
      List.of(
          must("devices-major-minor-required", DEVICES, V1_0_0, DeviceRules::numbersRequired)
              .on(Platform.LINUX)
              .says("Every device but a FIFO has major and minor.")
              .because("Without its numbers the kernel can't tell which device is meant.")
              .runtimes("oci-runtime-tool refuses the document; runc and crun read 0."),
          info("devices-major-minor-positive", DEVICES, V1_0_0, DeviceRules::numbersPositive)
              .on(Platform.LINUX)
              .says("Neither major nor minor of a device other than a FIFO is 0.")
              .because(
                  "Many good devices have the minor number 0, /dev/tty and /dev/loop0 among them,"
                      + " but one widespread validator does not take it.")
              .runtimes("oci-runtime-tool refuses the document; all runtimes take it."),
          runtime("devices-fifo-no-numbers", DEVICES, V1_0_0, DeviceRules::fifoNumbers)
              .on(Platform.LINUX)
              .says("Of a FIFO, major and minor are absent or 0.")
              .because("A FIFO is no device and has no numbers; they have no effect.")
              .runtimes("oci-runtime-tool refuses the document."),
          runtime("devices-no-wildcard-number", DEVICES, V1_0_0, DeviceRules::noWildcard)
              .on(Platform.LINUX)
              .says("Neither major nor minor of a device is negative.")
              .because(
                  "No device has a negative number; -1 means all devices in"
                      + " linux.resources.devices only.")
              .runtimes("runc refuses the document."));

  private DeviceRules() {}

  private static boolean hasNumbers(Node device) {
    Node type = device.get("type");
    return type.is("c") || type.is("b") || type.is("u");
  }

  private static void numbersRequired(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "devices").elements()) {
      for (String name : NUMBERS) {
        Node number = device.get(name);
        if (number.isAbsent() && hasNumbers(device)) {
          reporter.report(
              number, "expected " + name + ", as for every device but a FIFO, found none");
        }
      }
    }
  }

  private static void numbersPositive(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "devices").elements()) {
      for (String name : NUMBERS) {
        Node number = device.get(name);
        if (number.asLong().orElse(1) == 0 && hasNumbers(device)) {
          reporter.report(number, "expected " + name + " above 0, found 0");
        }
      }
    }
  }

  private static void fifoNumbers(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "devices").elements()) {
      for (String name : NUMBERS) {
        Node number = device.get(name);
        if (NumberFacts.isAbove(number, 0) && device.get("type").is("p")) {
          reporter.report(
              number,
              "expected no " + name + " of a FIFO, found " + NumberFacts.shown(number),
              "remove it, or set the type of the device that was meant");
        }
      }
    }
  }

  private static void noWildcard(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "devices").elements()) {
      for (String name : NUMBERS) {
        Node number = device.get(name);
        if (NumberFacts.isBelow(number, 0)) {
          reporter.report(
              number,
              "expected " + name + " of one device, found " + NumberFacts.shown(number),
              "list each device with its own numbers");
        }
      }
    }
  }
}
