package dev.ocispec.rule;

import static dev.ocispec.rule.SupportFeature.linux;

import java.util.List;

/** What a features document says of control groups. */
final class SupportCgroupChecks {
  private static final String LINUX = "linux";
  private static final String CGROUP = "cgroup";
  private static final String RESOURCES = "resources";
  private static final String ANCHOR = "linuxFeaturesCgroup";

  private static final SupportFeature ANY = linux("support-cgroup", ANCHOR, "control groups");
  private static final SupportFeature V1 =
      linux("support-cgroup-v1", ANCHOR, "version 1 of control groups, which alone has this limit");
  private static final SupportFeature V2 =
      linux("support-cgroup-v2", ANCHOR, "version 2 of control groups, which alone has unified");
  private static final SupportFeature SYSTEMD =
      linux("support-cgroup-systemd", ANCHOR, "control groups that systemd manages");
  private static final SupportFeature SYSTEMD_USER =
      linux("support-cgroup-systemd-user", ANCHOR, "control groups that a user's systemd manages");
  private static final SupportFeature RDMA =
      linux("support-cgroup-rdma", ANCHOR, "limits of the RDMA controller");

  /** The parts of {@code slice:prefix:name}. */
  private static final int SYSTEMD_PARTS = 3;

  private SupportCgroupChecks() {}

  static void check(SupportRun run) {
    Node resources = run.asks(LINUX, RESOURCES);
    Node path = run.asks(LINUX, "cgroupsPath");
    any(run, resources, path);
    if (!resources.get("unified").members().isEmpty()) {
      run.enabled(V2, run.has(LINUX, CGROUP, "v2"), resources.get("unified"));
    }
    versionOne(run, resources);
    systemd(run, path);
    if (!resources.get("rdma").members().isEmpty()) {
      run.enabled(RDMA, run.has(LINUX, CGROUP, "rdma"), resources.get("rdma"));
    }
  }

  private static void any(SupportRun run, Node resources, Node path) {
    Node place = resources.members().isEmpty() ? path : resources;
    Node v1 = run.has(LINUX, CGROUP, "v1");
    Node v2 = run.has(LINUX, CGROUP, "v2");
    if (place.isAbsent() || v1.isTrue() || v2.isTrue()) {
      return;
    }
    run.enabled(ANY, v1.isFalse() ? v2 : v1, place);
  }

  private static void versionOne(SupportRun run, Node resources) {
    for (Node setting : settingsOfVersionOne(resources)) {
      if (asksForSomething(setting)) {
        // What is true of one of them is true of all.
        run.enabled(V1, run.has(LINUX, CGROUP, "v1"), setting);
        return;
      }
    }
  }

  /** In the order of the schema, which is that of the configuration's tree. */
  private static List<Node> settingsOfVersionOne(Node resources) {
    return List.of(
        resources.get("memory", "kernel"),
        resources.get("memory", "kernelTCP"),
        resources.get("memory", "swappiness"),
        resources.get("memory", "disableOOMKiller"),
        resources.get("memory", "useHierarchy"),
        resources.get("cpu", "realtimeRuntime"),
        resources.get("cpu", "realtimePeriod"),
        resources.get("blockIO", "leafWeight"),
        resources.get("network", "classID"),
        resources.get("network", "priorities"));
  }

  /** A number but 0, which only swappiness knows, {@code true}, or a list with something in it. */
  private static boolean asksForSomething(Node setting) {
    return setting.isTrue()
        || setting.key().equals("swappiness") && setting.isPresent()
        || setting.asInteger().filter(number -> number.signum() != 0).isPresent()
        || !setting.elements().isEmpty();
  }

  /** runc and crun take a path of that form for systemd's, and all others for the kernel's. */
  private static void systemd(SupportRun run, Node path) {
    String text = path.asText().orElse("");
    String[] parts = text.split(":", -1);
    if (text.startsWith("/") || parts.length != SYSTEMD_PARTS) {
      return;
    }
    if (parts[0].equals("user.slice") || parts[0].startsWith("user-")) {
      run.enabled(SYSTEMD_USER, run.has(LINUX, CGROUP, "systemdUser"), path);
    } else {
      run.enabled(SYSTEMD, run.has(LINUX, CGROUP, "systemd"), path);
    }
  }
}
