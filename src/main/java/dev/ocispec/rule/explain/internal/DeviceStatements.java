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

/** The device files that it gets. */
final class DeviceStatements {
  private DeviceStatements() {}

  static void add(ContainerView container, Statements to) {
    List<LinuxDevice> devices = container.spec().linux().map(Linux::devices).orElse(List.of());
    List<String> harmless = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      LinuxDevice device = devices.get(i);
      Optional<DeviceMeaning> meaning = DeviceMeaning.of(device);
      if (meaning.filter(m -> m.weight() == Weight.PLAIN).isPresent()) {
        harmless.add(Words.path(device.path()));
        continue;
      }
      to.add(
          meaning.map(DeviceMeaning::weight).orElse(Weight.NOTABLE),
          Topic.DEVICES,
          "/linux/devices/" + i,
          "it gets " + DeviceMeaning.describe(device));
    }
    if (!harmless.isEmpty()) {
      to.plain(
          Topic.DEVICES,
          "/linux/devices",
          "it gets the harmless " + Words.named("device", harmless));
    }
    boolean terminal =
        container.spec().process().flatMap(process -> process.terminal()).orElse(false);
    to.plain(
        Topic.DEVICES,
        "/linux/devices",
        "whatever the document lists, the runtime gives it /dev/null, /dev/zero, /dev/full,"
            + " /dev/random, /dev/urandom, /dev/tty, "
            + (terminal ? "/dev/console, " : "")
            + "/dev/ptmx and the links /dev/fd, /dev/stdin, /dev/stdout and /dev/stderr");
  }
}
