package dev.ocispec.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What of a configuration depends on a member of a features document, said anew for tests.
 *
 * @param feature the member, as a pointer
 * @param rule the rule whose findings appear when it is lost
 * @param places pointers of the configuration; a star stands for any name or index
 */
record SupportDependency(String feature, String rule, List<String> places) {
  static final List<SupportDependency> ALL =
      List.of(
          of("/hooks", "support-hook", "/hooks/*"),
          of("/mountOptions", "support-mount-option", "/mounts/*/options/*"),
          of("/linux/namespaces", "support-namespace", "/linux/namespaces/*/type"),
          of("/linux/capabilities", "support-capability", "/process/capabilities/*/*"),
          of("/linux/cgroup/v1", "support-cgroup-v1", "/linux/resources/memory/swappiness"),
          of("/linux/cgroup/v2", "support-cgroup-v2", "/linux/resources/unified"),
          of("/linux/cgroup/systemd", "support-cgroup-systemd", "/linux/cgroupsPath"),
          of("/linux/cgroup/rdma", "support-cgroup-rdma", "/linux/resources/rdma"),
          of("/linux/seccomp/enabled", "support-seccomp", "/linux/seccomp"),
          of(
              "/linux/seccomp/actions",
              "support-seccomp-action",
              "/linux/seccomp/defaultAction",
              "/linux/seccomp/syscalls/*/action"),
          of(
              "/linux/seccomp/operators",
              "support-seccomp-operator",
              "/linux/seccomp/syscalls/*/args/*/op"),
          of(
              "/linux/seccomp/archs",
              "support-seccomp-architecture",
              "/linux/seccomp/architectures/*"),
          of("/linux/seccomp/knownFlags", "support-seccomp-flag", "/linux/seccomp/flags/*"),
          of("/linux/seccomp/supportedFlags", "support-seccomp-flag", "/linux/seccomp/flags/*"),
          of("/linux/apparmor/enabled", "support-apparmor", "/process/apparmorProfile"),
          of("/linux/selinux/enabled", "support-selinux", "/process/selinuxLabel"),
          of("/linux/intelRdt/enabled", "support-intel-rdt", "/linux/intelRdt"),
          of("/linux/intelRdt/schemata", "support-intel-rdt-schemata", "/linux/intelRdt/schemata"),
          of(
              "/linux/intelRdt/monitoring",
              "support-intel-rdt-monitoring",
              "/linux/intelRdt/enableMonitoring"),
          of(
              "/linux/mountExtensions/idmap/enabled",
              "support-id-mapped-mount",
              "/mounts/*/uidMappings"),
          of("/linux/netDevices/enabled", "support-net-devices", "/linux/netDevices"),
          of("/linux/memoryPolicy/modes", "support-memory-policy-mode", "/linux/memoryPolicy/mode"),
          of(
              "/linux/memoryPolicy/flags",
              "support-memory-policy-flag",
              "/linux/memoryPolicy/flags/*"),
          of("/potentiallyUnsafeConfigAnnotations", "support-unsafe-annotation"));

  private static SupportDependency of(String feature, String rule, String... places) {
    return new SupportDependency(feature, rule, List.of(places));
  }

  /**
   * What appears when an entry of the feature's list is lost, or, for the empty entry, its switch
   * is turned off: the first place that asks for it.
   */
  Set<String> onLoss(String entry, JsonNode spec) {
    List<String> found = new ArrayList<>();
    collect(entry, "", spec, found);
    return found.isEmpty() ? Set.of() : Set.of("must " + rule + " " + found.get(0));
  }

  private void collect(String entry, String pointer, JsonNode node, List<String> found) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    boolean asked = entry.isEmpty() ? !isEmpty(node) : name(node, name).equals(entry);
    if (asked && places.stream().anyMatch(place -> matches(place, pointer))) {
      found.add(pointer);
    }
    node.properties()
        .forEach(e -> collect(entry, pointer + "/" + escape(e.getKey()), e.getValue(), found));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(entry, pointer + "/" + i, node.get(i), found);
    }
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isContainer() && node.isEmpty() || node.isString() && node.asString().isEmpty();
  }

  private static String name(JsonNode node, String name) {
    return node.isString() ? node.asString() : isEmpty(node) ? "" : name;
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static boolean matches(String place, String pointer) {
    return Pattern.matches(place.replace("*", "[^/]+"), pointer);
  }
}
