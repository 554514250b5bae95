package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.HostPathMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Root;
import java.util.Optional;

/** The root file system. */
final class RootStatements {
  private RootStatements() {}

  static void add(ContainerView container, Statements to) {
    Optional<Root> root = container.spec().root();
    if (root.isEmpty()) {
      if (container.isLinux()) {
        to.notable(
            Topic.FILESYSTEM, "/root", "it names no root file system; runtimes refuse to start it");
      }
      return;
    }
    String path = root.orElseThrow().path();
    boolean readOnly = root.orElseThrow().readonly().orElse(false);
    if (HostPathMeaning.normal(path).equals("/")) {
      to.isolation(
          Topic.FILESYSTEM,
          "/root/path",
          "its root file system is the host's own root" + (readOnly ? "" : ", writable"));
      return;
    }
    to.plain(
        Topic.FILESYSTEM,
        "/root/path",
        "its root file system is "
            + (path.startsWith("/") ? "the host's " : "the bundle's ")
            + Words.path(path));
    if (readOnly) {
      to.plain(Topic.FILESYSTEM, "/root/readonly", "its root file system is read-only");
    } else {
      to.notable(
          Topic.FILESYSTEM,
          "/root/readonly",
          "its root file system is writable, so that it can change its own programs");
    }
  }
}
