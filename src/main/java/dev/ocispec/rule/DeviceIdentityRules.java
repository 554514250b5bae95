package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about where the nodes of {@code linux.devices} lie, and that each of them is one. */
final class DeviceIdentityRules {
  private static final String DEVICES = "config-linux.md#configLinuxDevices";

  static final List<Rule> LIST =
      List.of(
          must("devices-path-full", DEVICES, V1_0_0, DeviceIdentityRules::pathFull)
              .on(Platform.LINUX)
              .says("The path of a device is absolute.")
              .because("It is the full path in the container; there is nothing to start from.")
              .runtimes(
                  "crun and youki refuse the document; runc makes the node from the root of the"
                      + " container."),
          runtime("devices-path-under-dev", DEVICES, V1_0_0, DeviceIdentityRules::underDev)
              .on(Platform.LINUX)
              .says("The path of a device lies below /dev.")
              .because(
                  "The specification lets a device node lie anywhere, but not all runtimes make it"
                      + " there.")
              .runtimes("youki refuses the document; runsc 20240729 fails to start the container."),
          runtime("devices-path-unique", DEVICES, V1_0_0, DeviceIdentityRules::pathUnique)
              .on(Platform.LINUX)
              .says("No two devices have the same path.")
              .because("A path leads to one device; which of the two it is depends on the runtime.")
              .runtimes(
                  "oci-runtime-tool refuses the document and runsc 20240729 fails to start the"
                      + " container; runc and crun start it."),
          should("devices-number-unique", DEVICES, V1_0_0, DeviceIdentityRules::numberUnique)
              .on(Platform.LINUX)
              .says("No two devices have the same type, major and minor; c and u are one type.")
              .because("Two nodes with the same numbers are one device.")
              .runtimes("oci-runtime-tool warns."));

  /** What the kernel knows a device by. */
  private record Numbers(boolean block, BigInteger major, BigInteger minor) {}

  private DeviceIdentityRules() {}

  private static void pathFull(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "devices").elements()) {
      Node path = device.get("path");
      Optional<String> text = path.asText();
      if (text.isPresent() && !text.get().startsWith("/")) {
        reporter.report(
            path,
            "expected an absolute path in the container, found " + RuleFacts.shown(text.get()),
            "write it from the root, for instance /dev/fuse");
      }
    }
  }

  private static void underDev(Subject subject, Reporter reporter) {
    for (Node device : subject.at("linux", "devices").elements()) {
      Node path = device.get("path");
      String text = path.asText().orElse("");
      if (text.startsWith("/") && !text.startsWith("/dev/")) {
        reporter.report(path, "expected a path below /dev, found " + RuleFacts.shown(text));
      }
    }
  }

  private static void pathUnique(Subject subject, Reporter reporter) {
    Map<String, Node> first = new HashMap<>();
    for (Node device : subject.at("linux", "devices").elements()) {
      Node path = device.get("path");
      String text = path.asText().orElse("");
      Node known = path.isPresent() ? first.putIfAbsent(text, device) : null;
      if (known != null) {
        reporter.report(
            path,
            "expected each path once, found " + RuleFacts.shown(text) + " as in " + known.pointer(),
            "remove one of the two devices");
      }
    }
  }

  private static void numberUnique(Subject subject, Reporter reporter) {
    Map<Numbers, Node> first = new HashMap<>();
    for (Node device : subject.at("linux", "devices").elements()) {
      Optional<Numbers> numbers = numbers(device);
      Node known = numbers.isPresent() ? first.putIfAbsent(numbers.get(), device) : null;
      if (known != null) {
        reporter.report(
            device.get("major"),
            "expected each device once, found "
                + NumberFacts.shown(device.get("major"))
                + ":"
                + NumberFacts.shown(device.get("minor"))
                + " as in "
                + known.pointer(),
            "list the device once, and make a link to it for the other path");
      }
    }
  }

  private static Optional<Numbers> numbers(Node device) {
    Node type = device.get("type");
    Optional<BigInteger> major = device.get("major").asInteger();
    Optional<BigInteger> minor = device.get("minor").asInteger();
    boolean known = type.is("b") || type.is("c") || type.is("u");
    return known && major.isPresent() && minor.isPresent()
        ? Optional.of(new Numbers(type.is("b"), major.get(), minor.get()))
        : Optional.empty();
  }
}
