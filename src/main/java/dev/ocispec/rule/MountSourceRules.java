package dev.ocispec.rule;

import static dev.ocispec.rule.MountFacts.hasOption;
import static dev.ocispec.rule.MountFacts.isBind;
import static dev.ocispec.rule.MountFacts.mounts;
import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;

/** Rules about what is mounted: type and source. */
final class MountSourceRules {
  private static final String MOUNTS = "config.md#configMounts";

  static final List<Rule> LIST =
      List.of(
          runtime("mounts-type-needed", MOUNTS, V1_0_0, MountSourceRules::typeNeeded)
              .on(Platform.LINUX)
              .says("A mount that is no bind mount has a type.")
              .because("The kernel has to be told which filesystem to mount.")
              .runtimes("runc and crun refuse the document; runsc and systemd-nspawn do not."),
          runtime("mounts-source-needed", MOUNTS, V1_0_0, MountSourceRules::sourceNeeded)
              .on(Platform.LINUX)
              .says("A mount has a source.")
              .because("The specification leaves it out at will, but not all runtimes do.")
              .runtimes("youki refuses the document."),
          runtime("mounts-bind-needs-option", MOUNTS, V1_0_0, MountSourceRules::bindOption)
              .on(Platform.LINUX)
              .says("A mount of the type bind has the option bind or rbind.")
              .because(
                  "It is the option that makes a bind mount; bind is no filesystem that the"
                      + " kernel knows.")
              .runtimes("runc and crun refuse the document; runsc and youki bind the source."),
          must("mounts-source-windows-local", MOUNTS, V1_0_0, MountSourceRules::windowsLocal)
              .on(Platform.WINDOWS)
              .says("On Windows, the source of a mount is no directory of another machine.")
              .because("UNC paths and mapped drives are not supported as sources."));

  private MountSourceRules() {}

  private static void typeNeeded(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node type = mount.get("type");
      if ((type.isAbsent() || type.is("")) && !isBind(mount)) {
        reporter.report(
            type,
            "expected a type, or the option bind, for the mount on "
                + shown(mount.get("destination").asText().orElse(""))
                + ", found neither");
      }
    }
  }

  private static void sourceNeeded(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node source = mount.get("source");
      if (source.isAbsent()) {
        reporter.report(
            source,
            "expected a source for the mount on "
                + shown(mount.get("destination").asText().orElse(""))
                + ", found none",
            "repeat the type as source if there is nothing to name");
      }
    }
  }

  private static void bindOption(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node type = mount.get("type");
      if (type.is("bind") && !isBind(mount) && !hasOption(mount, "remount")) {
        reporter.report(
            type,
            "expected the option bind or rbind beside the type \"bind\", found neither",
            "add the option rbind");
      }
    }
  }

  private static void windowsLocal(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node source = mount.get("source");
      source
          .asText()
          .filter(MountSourceRules::isOnAnotherMachine)
          .ifPresent(
              path ->
                  reporter.report(
                      source, "expected a source on this machine, found " + shown(path)));
    }
  }

  /** UNC paths look like \\server\share; \\.\pipe\… and \\?\Volume… are of this machine. */
  private static boolean isOnAnotherMachine(String path) {
    if (path.startsWith("\\\\?\\UNC\\")) {
      return true;
    }
    return path.startsWith("\\\\") && !path.startsWith("\\\\.\\") && !path.startsWith("\\\\?\\");
  }
}
