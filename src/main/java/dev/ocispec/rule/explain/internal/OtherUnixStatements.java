package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.HostPathMeaning;
import dev.ocispec.rule.knowledge.internal.MountMeaning;
import dev.ocispec.rule.knowledge.internal.Words;
import dev.ocispec.spec.Mount;
import java.util.List;
import java.util.Set;

/** Who runs and what is mounted in a jail of FreeBSD or a zone of Solaris. */
final class OtherUnixStatements {
  // Types that show files which are there already.
  private static final Set<String> OF_FILES = Set.of("nullfs", "lofs", "unionfs");

  private OtherUnixStatements() {}

  static void add(ContainerView container, Statements to) {
    boolean zone = container.spec().solaris().isPresent();
    boolean jail = container.spec().freebsd().isPresent() || container.hasMountsOfFreebsd();
    if (container.isLinux() || !zone && !jail) {
      return;
    }
    if (container.spec().process().isPresent()) {
      long uid = container.uid();
      to.plain(
          Topic.IDENTITY,
          container.user().isPresent() ? "/process/user/uid" : "/process/user",
          "it runs as "
              + (uid == 0 ? "root (uid 0)" : "uid " + uid)
              + (zone ? " of its zone" : " of its jail"));
    }
    List<Mount> mounts = container.spec().mounts();
    for (int i = 0; i < mounts.size(); i++) {
      mount(mounts.get(i), "/mounts/" + i, to);
    }
  }

  private static void mount(Mount mount, String pointer, Statements to) {
    String type = mount.type().orElse("");
    String source = mount.source().orElse("");
    String at = " is at " + Words.path(mount.destination());
    boolean readOnly = MountMeaning.isReadOnly(mount);
    String access = readOnly ? ", read-only" : ", writable";
    if (!OF_FILES.contains(type) && !MountMeaning.isBind(mount)) {
      to.plain(
          Topic.FILESYSTEM,
          pointer,
          "a file system"
              + (type.isEmpty() ? "" : " of the type " + Words.path(type))
              + at
              + (readOnly ? access : ""));
    } else if (HostPathMeaning.normal(source).equals("/")) {
      to.isolation(Topic.FILESYSTEM, pointer, "the host's whole file system" + at + access);
    } else {
      String seen = "the host's " + Words.path(source) + at + access;
      to.add(readOnly ? Weight.PLAIN : Weight.NOTABLE, Topic.FILESYSTEM, pointer, seen);
    }
  }
}
