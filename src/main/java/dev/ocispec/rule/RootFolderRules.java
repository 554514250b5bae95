package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;

import dev.ocispec.rule.internal.UnixFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Rules about what lies in the root filesystem of a bundle. */
final class RootFolderRules {
  private static final Set<String> KERNEL_VIEWS = Set.of("proc", "sysfs");

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "mounts-proc-sysfs-on-directory",
                  "config.md#configMounts",
                  V1_0_0,
                  RootFolderRules::kernelViews)
              .withScope(Scope.BUNDLE)
              .on(Platform.LINUX)
              .says(
                  "proc and sysfs are mounted where the root filesystem has a directory or"
                      + " nothing.")
              .because("Through a symbolic link, an image could have them mounted elsewhere.")
              .runtimes(
                  "runc and youki fail at create (\"must be mounted on ordinary directory\"), and"
                      + " so does crun 1.8.1 (\"Not a directory\")."),
          runtime(
                  "process-executable-in-rootfs",
                  "config.md#configProcess",
                  V1_0_0,
                  RootFolderRules::program)
              .withScope(Scope.BUNDLE)
              .on(Platform.LINUX)
              .says(
                  "A program that the root filesystem has at an absolute args[0] can be executed.")
              .because("The container fails to start otherwise.")
              .runtimes("runc, crun and youki fail at start."),
          must(
                  "hooks-path-in-container-namespace",
                  "config.md#configHooksStartContainer",
                  V1_0_2,
                  RootFolderRules::hooks)
              .withScope(Scope.BUNDLE)
              .says("The programs of startContainer hooks are in the root filesystem or a mount.")
              .because(
                  "These hooks run in the container, after its root has been set up, and not on"
                      + " the host.")
              .runtimes("runc, crun and youki fail at start."),
          must(
                  "devices-existing-file-matches",
                  "config-linux.md#configLinuxDevices",
                  V1_0_0,
                  RootFolderRules::devices)
              .withScope(Scope.BUNDLE)
              .on(Platform.LINUX)
              .says("What the root filesystem has at a device's path is that device.")
              .because("A runtime has to refuse another file there rather than to replace it.")
              .runtimes("runc 1.1.5 and crun 1.8.1 start the container all the same."));

  private RootFolderRules() {}

  private static void kernelViews(Subject subject, Reporter reporter) {
    Optional<RootFolder> root = RootFolder.of(subject);
    if (root.isEmpty()) {
      return;
    }
    for (Node mount : subject.at("mounts").elements()) {
      Node destination = mount.get("destination");
      String type = mount.get("type").asText().orElse("");
      if (!KERNEL_VIEWS.contains(type)) {
        continue;
      }
      destination
          .asText()
          .flatMap(root.get()::findUnfollowed)
          .filter(file -> !file.isFolder())
          .ifPresent(
              file ->
                  reporter.report(
                      destination,
                      "expected a directory or nothing in the root filesystem at "
                          + RuleFacts.shown(destination.asText().orElse(""))
                          + ", where "
                          + type
                          + " is mounted, found "
                          + file.words()));
    }
  }

  private static void program(Subject subject, Reporter reporter) {
    List<? extends Node> arguments = subject.at("process", "args").elements();
    Optional<RootFolder> root = RootFolder.of(subject);
    if (arguments.isEmpty() || root.isEmpty()) {
      return;
    }
    Node first = arguments.get(0);
    String path = first.asText().orElse("");
    if (!path.startsWith("/") || root.get().isCovered(path)) {
      return;
    }
    root.get()
        .find(path)
        .filter(file -> file.isFolder() || !file.isExecutable())
        .ifPresent(
            file ->
                reporter.report(
                    first,
                    "expected a program in the root filesystem at "
                        + RuleFacts.shown(path)
                        + ", found "
                        + (file.isFolder() ? file.words() : "a file that nobody may execute")));
  }

  private static void hooks(Subject subject, Reporter reporter) {
    Optional<RootFolder> root = RootFolder.of(subject);
    if (!RuleFacts.isPosix(subject) || root.isEmpty()) {
      return;
    }
    for (Node hook : subject.at("hooks", "startContainer").elements()) {
      Node place = hook.get("path");
      String path = place.asText().orElse("");
      if (path.startsWith("/") && !root.get().isCovered(path) && root.get().isMissing(path)) {
        reporter.report(
            place,
            "expected a program in the root filesystem, where startContainer hooks run, found"
                + " nothing at "
                + RuleFacts.shown(path),
            "put the program into the root filesystem, mount it, or use createContainer for a"
                + " program of the host");
      }
    }
  }

  private static void devices(Subject subject, Reporter reporter) {
    Optional<RootFolder> root = RootFolder.of(subject);
    if (root.isEmpty()) {
      return;
    }
    for (Node device : subject.at("linux", "devices").elements()) {
      String path = device.get("path").asText().orElse("");
      if (path.startsWith("/") && !root.get().isCovered(path)) {
        root.get()
            .find(path)
            .filter(file -> !isThatDevice(file, device))
            .ifPresent(
                file ->
                    reporter.report(
                        device.get("path"),
                        "expected the device or nothing in the root filesystem at "
                            + RuleFacts.shown(path)
                            + ", found "
                            + file.words()));
      }
    }
  }

  /** Whether type and numbers agree, as far as the configuration has them. */
  private static boolean isThatDevice(UnixFile file, Node device) {
    String type = device.get("type").asText().orElse("").replace('u', 'c');
    if (!type.isEmpty() && !type.equals(file.deviceType())) {
      return false;
    }
    return type.equals("p")
        || agrees(device.get("major").asLong(), file.major())
            && agrees(device.get("minor").asLong(), file.minor());
  }

  private static boolean agrees(OptionalLong asked, long found) {
    return asked.isEmpty() || asked.getAsLong() == found;
  }
}
