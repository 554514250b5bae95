package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;

/** Rules about {@code linux.maskedPaths}, {@code linux.readonlyPaths} and {@code mountLabel}. */
final class PathProtectionRules {
  private static final String MASKED = "config-linux.md#configLinuxMaskedPaths";
  private static final String READ_ONLY = "config-linux.md#configLinuxReadonlyPaths";
  private static final String LABEL = "config-linux.md#configLinuxMountLabel";

  private static final String RELATIVE =
      "oci-runtime-tool validate and systemd-nspawn refuse the document; runc and crun take the"
          + " path as relative to /.";

  static final List<Rule> LIST =
      List.of(
          must("masked-paths-absolute", MASKED, V1_0_0, absolute("maskedPaths"))
              .on(Platform.LINUX)
              .says("Every path in linux.maskedPaths is absolute.")
              .because("The paths are those of the container, which has no working directory yet.")
              .runtimes(RELATIVE),
          must("readonly-paths-absolute", READ_ONLY, V1_0_0, absolute("readonlyPaths"))
              .on(Platform.LINUX)
              .says("Every path in linux.readonlyPaths is absolute.")
              .because("The paths are those of the container, which has no working directory yet.")
              .runtimes(RELATIVE),
          runtime(
                  "masked-paths-need-mount-namespace",
                  MASKED,
                  V1_0_0,
                  needsNamespace("maskedPaths"))
              .on(Platform.LINUX)
              .says("linux.maskedPaths is set only with a mount namespace.")
              .because("Without one the paths would be masked on the host.")
              .runtimes("runc and youki refuse the document."),
          runtime(
                  "readonly-paths-need-mount-namespace",
                  READ_ONLY,
                  V1_0_0,
                  needsNamespace("readonlyPaths"))
              .on(Platform.LINUX)
              .says("linux.readonlyPaths is set only with a mount namespace.")
              .because("Without one the paths would become read-only on the host.")
              .runtimes("runc and youki refuse the document."),
          runtime("mount-label-relabel-letters", LABEL, V1_0_0, PathProtectionRules::letters)
              .on(Platform.LINUX)
              .says("linux.mountLabel does not have both a small z and a capital Z.")
              .because(
                  "The SELinux library takes z for a shared and Z for a private label, and refuses"
                      + " a text that has both.")
              .runtimes("oci-runtime-tool validate refuses the document."));

  private PathProtectionRules() {}

  private static RuleCheck absolute(String list) {
    return (subject, reporter) -> {
      for (Node path : subject.at("linux", list).elements()) {
        path.asText()
            .filter(text -> !text.startsWith("/"))
            .ifPresent(
                text ->
                    reporter.report(
                        path, "expected an absolute path, found " + RuleFacts.shown(text)));
      }
    };
  }

  private static RuleCheck needsNamespace(String list) {
    return (subject, reporter) -> {
      Node paths = subject.at("linux", list);
      if (!paths.elements().isEmpty() && !RuleFacts.hasNamespace(subject, "mount")) {
        reporter.report(
            paths,
            "expected a mount namespace in linux.namespaces beside " + list + ", found none");
      }
    };
  }

  private static void letters(Subject subject, Reporter reporter) {
    Node label = subject.at("linux", "mountLabel");
    label
        .asText()
        .filter(text -> text.indexOf('z') >= 0 && text.indexOf('Z') >= 0)
        .ifPresent(
            text ->
                reporter.report(
                    label,
                    "expected a label without z or without Z, found " + RuleFacts.shown(text)));
  }
}
