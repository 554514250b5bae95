package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import dev.ocispec.report.internal.ForeignText;
import java.util.List;
import java.util.regex.Pattern;

/** Rules about {@code root}, the container's root filesystem. */
final class RootRules {
  private static final String ROOT = "config.md#configRoot";

  private static final Pattern VOLUME =
      Pattern.compile(
          "\\\\\\\\\\?\\\\Volume\\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}}\\\\");

  static final List<Rule> LIST =
      List.of(
          must("root-required", ROOT, V1_0_0, RootRules::required)
              .says("On every platform but Windows, root is set.")
              .because("Without a root filesystem there is nothing to run the process in.")
              .runtimes("runc, crun and youki refuse the document."),
          must("root-required-windows-server", ROOT, V1_0_0, RootRules::requiredOnServer)
              .on(Platform.WINDOWS)
              .says("On Windows, root is set unless windows.hyperv is.")
              .because("A Windows Server container takes its root filesystem from root."),
          must("root-forbidden-hyperv", ROOT, V1_0_0, RootRules::forbiddenWithHyperV)
              .on(Platform.WINDOWS)
              .says("root is absent when windows.hyperv is present.")
              .because("A Hyper-V container mounts its root filesystem in the utility VM."),
          must("root-path-volume-guid", ROOT, V1_0_0, RootRules::volume)
              .on(Platform.WINDOWS)
              .says("On Windows, root.path is a volume GUID path.")
              .because("Windows Server containers take their root filesystem as a volume."),
          should("root-path-rootfs", ROOT, V1_0_0, RootRules::conventionalName)
              .says("On POSIX platforms, the last part of root.path is rootfs.")
              .because("rootfs is the conventional name; all runtimes take any other."),
          must("root-readonly-windows", ROOT, V1_0_0, RootRules::readonlyOnWindows)
              .on(Platform.WINDOWS)
              .says("On Windows, root.readonly is absent or false.")
              .because("Windows has no read-only root filesystems."));

  private RootRules() {}

  private static void required(Subject subject, Reporter reporter) {
    Node root = subject.at("root");
    if (root.isAbsent() && !subject.isFor(Platform.WINDOWS)) {
      reporter.report(root, "expected root, which every container but those of Windows has");
    }
  }

  private static void requiredOnServer(Subject subject, Reporter reporter) {
    Node root = subject.at("root");
    if (root.isAbsent() && subject.at("windows", "hyperv").isAbsent()) {
      reporter.report(root, "expected root, or windows.hyperv for a Hyper-V container");
    }
  }

  private static void forbiddenWithHyperV(Subject subject, Reporter reporter) {
    Node root = subject.at("root");
    if (root.isPresent() && subject.at("windows", "hyperv").isPresent()) {
      reporter.report(root, "expected no root beside windows.hyperv", "remove root");
    }
  }

  private static void volume(Subject subject, Reporter reporter) {
    Node path = subject.at("root", "path");
    path.asText()
        .filter(text -> !VOLUME.matcher(text).matches())
        .ifPresent(
            text ->
                reporter.report(
                    path,
                    "expected a volume GUID path like \\\\?\\Volume{…}\\, found \""
                        + ForeignText.shown(text)
                        + "\""));
  }

  private static void conventionalName(Subject subject, Reporter reporter) {
    Node path = subject.at("root", "path");
    if (subject.isFor(Platform.WINDOWS)) {
      return;
    }
    path.asText()
        .filter(text -> !text.equals("rootfs") && !text.endsWith("/rootfs"))
        .ifPresent(
            text ->
                reporter.report(
                    path,
                    "expected the conventional name rootfs, found \""
                        + ForeignText.shown(text)
                        + "\""));
  }

  private static void readonlyOnWindows(Subject subject, Reporter reporter) {
    Node readonly = subject.at("root", "readonly");
    if (readonly.isTrue()) {
      reporter.report(readonly, "expected no read-only root filesystem on Windows, found true");
    }
  }
}
