package dev.ocispec.rule;

import static dev.ocispec.rule.SupportFeature.linux;

import dev.ocispec.spec.MountOption;
import java.util.ArrayList;
import java.util.List;

/** What a features document says for Linux, but for control groups and system call filters. */
final class SupportLinuxChecks {
  private static final String LINUX = "linux";
  private static final String ENABLED = "enabled";
  private static final String RDT = "intelRdt";
  private static final String POLICY = "memoryPolicy";

  private static final SupportFeature NAMESPACE =
      linux("support-namespace", "linuxFeaturesNamespaces", "namespace");
  private static final SupportFeature CAPABILITY =
      linux("support-capability", "linuxFeaturesCapabilities", "capability");
  private static final SupportFeature APPARMOR =
      linux("support-apparmor", "linuxFeaturesApparmor", "AppArmor");
  private static final SupportFeature SELINUX = linux("support-selinux", "selinux", "SELinux");
  private static final SupportFeature INTEL_RDT =
      linux("support-intel-rdt", "linuxFeaturesIntelRdt", "Intel RDT");
  private static final SupportFeature SCHEMATA =
      linux("support-intel-rdt-schemata", "linuxFeaturesIntelRdt", "schemata of Intel RDT");
  private static final SupportFeature MONITORING =
      linux("support-intel-rdt-monitoring", "linuxFeaturesIntelRdt", "monitoring by Intel RDT");
  private static final SupportFeature ID_MAP =
      linux("support-id-mapped-mount", "linuxFeaturesMountExtensions", "id-mapped mounts");
  private static final SupportFeature NET_DEVICES =
      linux("support-net-devices", "linuxFeaturesNetDevices", "moving network devices");
  private static final SupportFeature MODE =
      linux("support-memory-policy-mode", "linuxFeaturesMemoryPolicy", "memory policy mode");
  private static final SupportFeature FLAG =
      linux("support-memory-policy-flag", "linuxFeaturesMemoryPolicy", "memory policy flag");

  private SupportLinuxChecks() {}

  static void check(SupportRun run) {
    namespaces(run);
    capabilities(run);
    labels(run);
    idMappedMounts(run);
    intelRdt(run);
    netDevices(run);
    memoryPolicy(run);
  }

  private static void namespaces(SupportRun run) {
    Node namespaces = run.asks(LINUX, "namespaces");
    List<Node> used = new ArrayList<>();
    for (Node namespace : namespaces.elements()) {
      present(namespace.get("type"), used);
    }
    run.listed(NAMESPACE, run.has(LINUX, "namespaces"), used, namespaces);
  }

  private static void capabilities(SupportRun run) {
    Node sets = run.asks("process", "capabilities");
    List<Node> used = new ArrayList<>();
    sets.members().forEach(set -> used.addAll(set.elements()));
    run.listed(CAPABILITY, run.has(LINUX, "capabilities"), used, sets);
  }

  private static void labels(SupportRun run) {
    Node profile = run.asks("process", "apparmorProfile");
    if (isSet(profile)) {
      run.enabled(APPARMOR, run.has(LINUX, "apparmor", ENABLED), profile);
    }
    Node label = run.asks("process", "selinuxLabel");
    Node mountLabel = run.asks(LINUX, "mountLabel");
    if (isSet(label) || isSet(mountLabel)) {
      run.enabled(SELINUX, run.has(LINUX, "selinux", ENABLED), isSet(label) ? label : mountLabel);
    }
  }

  private static void idMappedMounts(SupportRun run) {
    Node enabled = run.has(LINUX, "mountExtensions", "idmap", ENABLED);
    if (enabled.isAbsent() && RuleFacts.has(run.has("mountOptions"), MountOption.IDMAP)) {
      return;
    }
    for (Node mount : run.asks("mounts").elements()) {
      Node place = mapping(mount, run.has("mountOptions").isPresent() && enabled.isAbsent());
      if (place.isPresent()) {
        // What is true of one of them is true of all.
        run.enabled(ID_MAP, enabled, place);
        return;
      }
    }
  }

  /** What makes a mount an id-mapped one; absent when nothing does. */
  private static Node mapping(Node mount, boolean withoutOptions) {
    for (String name : List.of("uidMappings", "gidMappings")) {
      if (!mount.get(name).elements().isEmpty()) {
        return mount.get(name);
      }
    }
    for (Node option : mount.get("options").elements()) {
      if (isIdMapOption(option) && !withoutOptions) {
        return option;
      }
    }
    return mount.get("uidMappings").get("");
  }

  static boolean isIdMapOption(Node option) {
    return option.is(MountOption.IDMAP) || option.is(MountOption.RIDMAP);
  }

  private static void intelRdt(SupportRun run) {
    Node place = run.asks(LINUX, RDT);
    if (place.isPresent()) {
      run.enabled(INTEL_RDT, run.has(LINUX, RDT, ENABLED), place);
    }
    if (!place.get("schemata").elements().isEmpty()) {
      run.enabled(SCHEMATA, run.has(LINUX, RDT, "schemata"), place.get("schemata"));
    }
    if (place.get("enableMonitoring").isTrue()) {
      run.enabled(MONITORING, run.has(LINUX, RDT, "monitoring"), place.get("enableMonitoring"));
    }
  }

  private static void netDevices(SupportRun run) {
    Node devices = run.asks(LINUX, "netDevices");
    if (!devices.members().isEmpty()) {
      run.enabled(NET_DEVICES, run.has(LINUX, "netDevices", ENABLED), devices);
    }
  }

  private static void memoryPolicy(SupportRun run) {
    Node policy = run.asks(LINUX, POLICY);
    List<Node> mode = new ArrayList<>();
    present(policy.get("mode"), mode);
    run.listed(MODE, run.has(LINUX, POLICY, "modes"), mode, policy.get("mode"));
    Node flags = policy.get("flags");
    run.listed(FLAG, run.has(LINUX, POLICY, "flags"), flags.elements(), flags);
  }

  private static boolean isSet(Node text) {
    return text.asText().filter(value -> !value.isEmpty()).isPresent();
  }

  private static void present(Node node, List<Node> used) {
    if (node.isPresent()) {
      used.add(node);
    }
  }
}
