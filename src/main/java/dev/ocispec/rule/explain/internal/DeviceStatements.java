package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.DeviceMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The device files that it gets. */
final class DeviceStatements {
  private DeviceStatements() {}

  static void add(ContainerView container, Statements to) {
    List<LinuxDevice> devices = container.spec().linux().map(Linux::devices).orElse(List.of());
    List<String> harmless = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      LinuxDevice device = devices.get(i);
      String type = device.type().text();
      Optional<DeviceMeaning> meaning = meaning(device);
      if (meaning.filter(m -> m.weight() == Weight.PLAIN).isPresent()) {
        harmless.add(Words.path(device.path()));
        continue;
      }
      to.add(
          meaning.map(DeviceMeaning::weight).orElse(Weight.NOTABLE),
          Topic.DEVICES,
          "/linux/devices/" + i,
          describe(device, type) + meaning.map(m -> ": it opens " + m.opens()).orElse(""));
    }
    if (!harmless.isEmpty()) {
      to.plain(
          Topic.DEVICES, "/linux/devices", "it names the harmless devices " + Words.list(harmless));
    }
    boolean terminal =
        container.spec().process().flatMap(process -> process.terminal()).orElse(false);
    to.plain(
        Topic.DEVICES,
        "/linux/devices",
        "whatever it names, the runtime gives it /dev/null, /dev/zero, /dev/full, /dev/random,"
            + " /dev/urandom, /dev/tty, "
            + (terminal ? "/dev/console, " : "")
            + "/dev/ptmx and the links /dev/fd, /dev/stdin, /dev/stdout and /dev/stderr");
  }

  static Optional<DeviceMeaning> meaning(LinuxDevice device) {
    String type = device.type().text();
    if (type.equals("p")) {
      return Optional.empty();
    }
    return DeviceMeaning.of(type, device.major(), device.minor())
        .or(() -> DeviceMeaning.at(device.path()));
  }

  private static String describe(LinuxDevice device, String type) {
    String path = Words.path(device.path());
    return switch (type) {
      case "p" -> "it gets the named pipe " + path;
      case "b" -> "it gets the block device " + path + numbers(device);
      case "c", "u" -> "it gets the device " + path + numbers(device);
      default -> "it gets " + path + " of the unknown type " + Words.quoted(type);
    };
  }

  private static String numbers(LinuxDevice device) {
    OptionalLong major = device.major();
    OptionalLong minor = device.minor();
    return major.isPresent() && minor.isPresent()
        ? " (" + major.getAsLong() + ":" + minor.getAsLong() + ")"
        : "";
  }
}
