package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rules about the folder that a configuration lies in, and about where its root filesystem is. */
final class BundleRules {
  private static final String CONFIG = "config.json";

  static final List<Rule> LIST =
      List.of(
          must("bundle-config-json", "bundle.md#containerFormat01", V1_0_0, BundleRules::config)
              .withScope(Scope.BUNDLE)
              .says("The bundle has its configuration in a file named config.json.")
              .because("That is the only place where a runtime looks for it.")
              .runtimes("runc, crun and youki refuse a bundle without it."),
          should("bundle-rootfs-inside", "bundle.md#containerFormat02", V1_0_0, BundleRules::inside)
              .withScope(Scope.BUNDLE)
              .says("The root filesystem is a directory directly in the bundle.")
              .because(
                  "A bundle is what one can pack, move and unpack. The specification demands it"
                      + " for bundles, but lets root.path be any absolute path, too, which engines"
                      + " make use of."),
          must("root-path-is-directory", "config.md#configRoot", V1_0_0, BundleRules::directory)
              .withScope(Scope.BUNDLE)
              .says("root.path, taken from the bundle when it is relative, is a directory.")
              .because("Without its root filesystem, no container can be made.")
              .runtimes("runc, crun and youki refuse the bundle."),
          runtime("root-path-no-symlink", "config.md#configRoot", V1_0_0, BundleRules::links)
              .withScope(Scope.BUNDLE)
              .on(Platform.LINUX)
              .says("No part of root.path is a symbolic link.")
              .because("A link that changes between check and use could lead anywhere.")
              .runtimes(
                  "runc refuses it (\"invalid rootfs: not an absolute path, or a symlink\"); crun"
                      + " follows the link."));

  private BundleRules() {}

  private static void config(Subject subject, Reporter reporter) {
    Path file = subject.bundle().orElseThrow().resolve(CONFIG);
    if (Files.notExists(file)) {
      reporter.report(
          subject.document(),
          "expected a file config.json in the bundle, found none",
          "name the configuration config.json and put it at the top of the bundle");
    } else if (Files.exists(file) && !Files.isRegularFile(file)) {
      reporter.report(
          subject.document(),
          "expected a file config.json in the bundle, found something of that name that is no"
              + " regular file");
    }
  }

  private static void inside(Subject subject, Reporter reporter) {
    if (!RuleFacts.isPosix(subject)) {
      return;
    }
    Path bundle = subject.bundle().orElseThrow().toAbsolutePath().normalize();
    Optional<Path> folder = RootFolder.folder(subject).map(Path::normalize);
    if (folder.isPresent() && !isDirectlyIn(bundle, folder.get())) {
      report(
          subject, reporter, "expected a directory that lies directly in the bundle, found ", "");
    }
  }

  private static boolean isDirectlyIn(Path bundle, Path folder) {
    Path parent = folder.getParent();
    if (parent == null || parent.equals(bundle)) {
      return parent != null;
    }
    try {
      return parent.toRealPath().equals(bundle.toRealPath());
    } catch (IOException e) {
      // What does not exist is no other name of the bundle.
      return false;
    }
  }

  private static void directory(Subject subject, Reporter reporter) {
    Optional<Path> folder = RootFolder.folder(subject);
    if (!RuleFacts.isPosix(subject) || folder.isEmpty()) {
      return;
    }
    if (Files.notExists(folder.get())) {
      report(subject, reporter, "expected an existing directory, found ", ", where nothing is");
    } else if (Files.exists(folder.get()) && !Files.isDirectory(folder.get())) {
      report(subject, reporter, "expected a directory, found ", ", which is none");
    }
  }

  private static void links(Subject subject, Reporter reporter) {
    try {
      // Relative paths are taken from where the bundle really is.
      Path bundle = subject.bundle().orElseThrow().toRealPath();
      Optional<Path> folder = RootFolder.folder(subject);
      if (folder.isEmpty()) {
        return;
      }
      Path path = bundle.resolve(subject.at("root", "path").asText().orElseThrow()).normalize();
      if (!path.toRealPath().equals(path)) {
        report(
            subject,
            reporter,
            "expected a path without symbolic links, found ",
            ", which leads to " + RuleFacts.shown(path.toRealPath().toString()));
      }
    } catch (IOException e) {
      // What can't be looked at is judged by the rules about its existence.
      return;
    }
  }

  private static void report(Subject subject, Reporter reporter, String expected, String more) {
    Node path = subject.at("root", "path");
    reporter.report(path, expected + RuleFacts.shown(path.asText().orElse("")) + more);
  }
}
