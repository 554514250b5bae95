package dev.ocispec.rule;

import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;
import static dev.ocispec.version.Release.V1_3_0;

import dev.ocispec.version.Release;
import java.util.List;

/** Rules about what a runtime can't do that a user other than root starts. */
final class HostRootlessRules {
  static final List<Rule> LIST =
      List.of(
          rule(
                  "rootless-needs-userns",
                  "config-linux.md#configLinuxNamespaces",
                  V1_0_0,
                  HostRootlessRules::namespace)
              .says("A container that an ordinary user starts has a user namespace.")
              .because("Without one, its user may make none of the other namespaces.")
              .runtimes("runc and youki refuse the document; crun adds one and warns."),
          rule(
                  "rootless-needs-mappings",
                  "config-linux.md#configLinuxUserNamespaceMappings",
                  V1_0_0,
                  HostRootlessRules::mappings)
              .says("A user namespace that an ordinary user makes maps a user and a group.")
              .because("Ids that are not mapped can't be taken on or own a file.")
              .runtimes("runc and youki refuse the document."),
          rule(
                  "process-additional-gids-rootless",
                  "config.md#configUser",
                  V1_0_0,
                  HostRootlessRules::groups)
              .says("A container that an ordinary user starts has no additional groups.")
              .because("The kernel lets ordinary users set none.")
              .runtimes("runc and youki refuse the document; crun leaves the groups out."),
          rule(
                  "mounts-idmap-not-rootless",
                  "config.md#configMounts",
                  V1_1_0,
                  HostRootlessRules::idMapped)
              .says("A container that an ordinary user starts has no id-mapped mounts.")
              .because("The kernel lets only root of the host map a mount's ids.")
              .runtimes("runc and youki refuse the document."),
          rule(
                  "net-devices-not-rootless",
                  "config-linux.md#configLinuxNetworkDevices",
                  V1_3_0,
                  HostRootlessRules::netDevices)
              .says("A container that an ordinary user starts gets no network devices.")
              .because("Only root of the host may move them.")
              .runtimes("runc and youki refuse the document."));

  private HostRootlessRules() {}

  private static Rule rule(String id, String section, Release since, RuleCheck check) {
    return RuleList.runtime(
            id,
            section,
            since,
            (subject, reporter) -> {
              if (HostLook.isRootless(subject)) {
                check.check(subject, reporter);
              }
            })
        .withScope(Scope.HOST)
        .on(Platform.LINUX);
  }

  private static void namespace(Subject subject, Reporter reporter) {
    if (!RuleFacts.hasNamespace(subject, "user")) {
      reporter.report(
          subject.at("linux", "namespaces"),
          "expected a user namespace in a container of an ordinary user",
          "add one with mappings, or start the container as root");
    }
  }

  private static void mappings(Subject subject, Reporter reporter) {
    for (String member : List.of("uidMappings", "gidMappings")) {
      Node mappings = subject.at("linux", member);
      if (RuleFacts.hasNewNamespace(subject, "user") && mappings.elements().isEmpty()) {
        reporter.report(
            mappings,
            "expected at least one mapping in linux."
                + member
                + " for the user namespace of an ordinary user");
      }
    }
  }

  private static void groups(Subject subject, Reporter reporter) {
    Node groups = subject.at("process", "user", "additionalGids");
    if (!groups.elements().isEmpty()) {
      reporter.report(
          groups,
          "expected no additional groups in a container of an ordinary user, found "
              + groups.elements().size(),
          "remove additionalGids");
    }
  }

  private static void idMapped(Subject subject, Reporter reporter) {
    for (Node mount : subject.at("mounts").elements()) {
      for (String member : List.of("uidMappings", "gidMappings")) {
        if (!mount.get(member).elements().isEmpty()) {
          report(mount.get(member), "no mappings of a mount's ids", reporter);
        }
      }
      for (Node option : mount.get("options").elements()) {
        if (SupportLinuxChecks.isIdMapOption(option)) {
          report(option, "no id-mapped mount", reporter);
        }
      }
    }
  }

  private static void netDevices(Subject subject, Reporter reporter) {
    Node devices = subject.at("linux", "netDevices");
    if (!devices.members().isEmpty()) {
      report(devices, "no network devices", reporter);
    }
  }

  private static void report(Node place, String expected, Reporter reporter) {
    reporter.report(
        place,
        "expected " + expected + " in a container of an ordinary user",
        "leave that out, or start the container as root");
  }
}
