package dev.ocispec.rule;

import static dev.ocispec.rule.MountFacts.idMapping;
import static dev.ocispec.rule.MountFacts.idMappingOption;
import static dev.ocispec.rule.MountFacts.mounts;
import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_1_0;
import static dev.ocispec.version.Release.V1_2_0;

import java.util.List;

/** Rules about mounts that show other owners of files than those on the host. */
final class IdMappedMountRules {
  private static final String MOUNTS = "config.md#configPOSIXMounts";
  private static final String OPTIONS = "config.md#configLinuxMountOptions";

  static final List<Rule> LIST =
      List.of(
          must("mounts-uid-gid-mappings-together", MOUNTS, V1_2_0, IdMappedMountRules::together)
              .on(Platform.LINUX)
              .says("A mount has both uidMappings and gidMappings, or neither.")
              .because("The kernel maps users and groups of a mount together.")
              .runtimes("runc 1.3, crun and youki refuse the document; runc 1.1 ignores both."),
          should("mounts-mappings-idmap-option", MOUNTS, V1_2_0, IdMappedMountRules::option)
              .on(Platform.LINUX)
              .says("A mount with uidMappings or gidMappings has the option idmap or ridmap.")
              .because(
                  "The option says whether the mappings hold for mounts below as well; without it"
                      + " runtimes are free to refuse the mount or to take it for idmap."),
          must("mounts-idmap-needs-mapping", OPTIONS, V1_2_0, IdMappedMountRules::needsMapping)
              .on(Platform.LINUX)
              .says(
                  "A mount with the option idmap or ridmap has mappings of its own, or the"
                      + " container has a user namespace to take them from.")
              .because("Without either there is nothing to map by, and runtimes have to fail.")
              .runtimes("runc 1.3 and youki refuse the document."),
          runtime("mounts-idmap-non-empty", MOUNTS, V1_1_0, IdMappedMountRules::nonEmpty)
              .on(Platform.LINUX)
              .says("The mappings of an id-mapped mount have entries for users and for groups.")
              .because("The kernel has no mount on which no id is mapped.")
              .runtimes("runc 1.3 and youki refuse the document."),
          runtime("mounts-idmap-bind-only", MOUNTS, V1_1_0, IdMappedMountRules::bindOnly)
              .on(Platform.LINUX)
              .says("Only bind mounts are id-mapped.")
              .because("A filesystem that is mounted afresh gets its owners by other means.")
              .runtimes("runc 1.3 and youki refuse the document; crun maps other mounts, too."),
          runtime("mounts-idmap-unsupported", MOUNTS, V1_1_0, IdMappedMountRules::unsupported)
              .on(Platform.LINUX)
              .says("No mount is id-mapped.")
              .because("Not all runtimes can do it, and some ignore the mappings.")
              .runtimes(
                  "youki refuses the document; runc 1.1 and runsc 20240729 ignore the mappings, so"
                      + " that the container sees the owners of the host."));

  private IdMappedMountRules() {}

  private static void together(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node uids = mount.get("uidMappings");
      Node gids = mount.get("gidMappings");
      if (uids.isPresent() && gids.isAbsent()) {
        reporter.report(uids, "expected gidMappings beside uidMappings, found none");
      } else if (gids.isPresent() && uids.isAbsent()) {
        reporter.report(gids, "expected uidMappings beside gidMappings, found none");
      }
    }
  }

  private static void option(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node mapping = idMapping(mount);
      if (mapping.isPresent() && idMappingOption(mount).isAbsent()) {
        reporter.report(
            mapping,
            "expected the option idmap or ridmap beside " + mapping.key() + ", found neither",
            "add the option idmap");
      }
    }
  }

  private static boolean hasOwnMappings(Node mount) {
    return mount.get("uidMappings").isPresent() || mount.get("gidMappings").isPresent();
  }

  private static void needsMapping(Subject subject, Reporter reporter) {
    if (RuleFacts.hasNamespace(subject, "user")) {
      return;
    }
    for (Node mount : mounts(subject)) {
      Node option = idMappingOption(mount);
      if (option.isPresent() && !hasOwnMappings(mount)) {
        reporter.report(
            option,
            "expected uidMappings and gidMappings for the id-mapped mount, or a user namespace,"
                + " found neither");
      }
    }
  }

  private static void nonEmpty(Subject subject, Reporter reporter) {
    boolean newUsers = RuleFacts.hasNewNamespace(subject, "user");
    boolean unmapped =
        RuleFacts.isWithoutElements(subject.at("linux", "uidMappings"))
            || RuleFacts.isWithoutElements(subject.at("linux", "gidMappings"));
    for (Node mount : mounts(subject)) {
      if (hasOwnMappings(mount)) {
        nonEmpty(mount.get("uidMappings"), reporter);
        nonEmpty(mount.get("gidMappings"), reporter);
      } else if (newUsers && unmapped && idMappingOption(mount).isPresent()) {
        reporter.report(
            idMappingOption(mount),
            "expected entries in linux.uidMappings and linux.gidMappings for the id-mapped"
                + " mount, found none");
      }
    }
  }

  private static void nonEmpty(Node mappings, Reporter reporter) {
    if (mappings.isPresent() && mappings.elements().isEmpty()) {
      reporter.report(mappings, "expected at least one mapping, found an empty list");
    }
  }

  private static void bindOnly(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node mapping = idMapping(mount);
      if (mapping.isPresent() && !MountFacts.isBind(mount)) {
        reporter.report(
            mapping,
            "expected a bind mount to be id-mapped, found the type "
                + shown(mount.get("type").asText().orElse("")));
      }
    }
  }

  private static void unsupported(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node mapping = idMapping(mount);
      if (mapping.isPresent()) {
        reporter.report(
            mapping,
            "expected no id-mapped mount, which some runtimes can't make, found "
                + mapping.asText().orElse(mapping.key()));
      }
    }
  }
}
