package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.Walkable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Limits of control groups, which need a group that the caller can write. */
final class RootlessControlGroups {
  private static final JsonPointer RESOURCES = JsonPointer.parse("/linux/resources");

  /** What the container is without each limit. */
  private static final Map<String, String> LOSSES =
      Map.ofEntries(
          Map.entry("memory", "its memory is not limited"),
          Map.entry("pids", "the number of its processes is not limited"),
          Map.entry("cpu", "its share of the processors is not limited"),
          Map.entry("blockIO", "its use of disks is not limited"),
          Map.entry("hugepageLimits", "its huge pages are not limited"),
          Map.entry("rdma", "its use of RDMA devices is not limited"),
          Map.entry("network", "its packets are not marked"),
          Map.entry("unified", "these settings do not take effect"),
          Map.entry("devices", "only file permissions and mounts keep it from devices"));

  /** What no control group of an ordinary user can have. */
  private static final Map<String, String> ROOTS_OWN =
      new TreeMap<>(
          Map.of(
              "devices", "only root may filter the use of devices",
              "network", "only root may set the marks of packets"));

  private final RootlessCaller caller;
  private final RootlessChanges changes;

  RootlessControlGroups(RootlessCaller caller, RootlessChanges changes) {
    this.caller = caller;
    this.changes = changes;
  }

  Spec apply(Spec spec) {
    Linux linux = spec.linux().orElseThrow();
    Linux.Builder builder = linux.toBuilder();
    linux.resources().ifPresent(resources -> limits(resources, builder));
    linux.cgroupsPath().ifPresent(path -> place(path, builder));
    return spec.toBuilder().linux(builder.build()).build();
  }

  private void limits(LinuxResources resources, Linux.Builder builder) {
    JsonValueCollector tree = new JsonValueCollector();
    Walkable.of(resources).accept(tree);
    Set<String> members = new TreeSet<>(tree.result().members().keySet());
    if (!caller.writesControlGroups()) {
      members.forEach(name -> leaveOut(name, "the caller can't write control groups"));
      if (members.isEmpty()) {
        changes.add(RESOURCES, "left out: empty, yet runc takes it for limits to be set");
      }
      builder.clearResources();
      return;
    }
    ROOTS_OWN.forEach(
        (name, why) -> {
          if (members.remove(name)) {
            leaveOut(name, why);
            builder.remove("/resources/" + name);
            if (members.isEmpty()) {
              builder.clearResources();
            }
          }
        });
  }

  private void leaveOut(String name, String why) {
    String loss = LOSSES.getOrDefault(name, "it does not take effect");
    changes.add(RESOURCES.append(name), "left out: " + why + ", so " + loss);
  }

  /** A relative path starts at the caller's own group, or in a slice of its own systemd. */
  private void place(String path, Linux.Builder builder) {
    if (!caller.writesControlGroups()) {
      changes.add(
          "/linux/cgroupsPath",
          "left out: the caller can't write control groups; the container stays in the caller's");
      builder.clearCgroupsPath();
    } else if (path.startsWith("/")) {
      changes.add(
          "/linux/cgroupsPath",
          "left out: an ordinary user can write below its own control group only, where the"
              + " runtime picks a place");
      builder.clearCgroupsPath();
    }
  }
}
