package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rule about properties that are defined for other platforms only. */
final class PlatformPropertyRules {
  private static final Set<Platform> LINUX = EnumSet.of(Platform.LINUX);
  private static final Set<Platform> WINDOWS = EnumSet.of(Platform.WINDOWS);
  private static final Set<Platform> POSIX =
      EnumSet.of(Platform.LINUX, Platform.SOLARIS, Platform.ZOS, Platform.FREEBSD);

  /** A property, and the platforms that it is defined for. */
  private record Property(Set<Platform> platforms, String path) {
    Node in(Node start) {
      Node node = start;
      for (String name : path.split("\\.")) {
        node = node.get(name);
      }
      return node;
    }
  }

  // A vm section stands beside that of the platform inside; hooks have a rule of their own.
  private static final List<Property> PROPERTIES =
      List.of(
          new Property(POSIX, "process.user.uid"),
          new Property(POSIX, "process.user.gid"),
          new Property(POSIX, "process.user.umask"),
          new Property(POSIX, "process.user.additionalGids"),
          new Property(POSIX, "process.rlimits"),
          new Property(WINDOWS, "process.user.username"),
          new Property(WINDOWS, "process.commandLine"),
          new Property(LINUX, "process.capabilities"),
          new Property(EnumSet.of(Platform.LINUX, Platform.ZOS), "process.noNewPrivileges"),
          new Property(LINUX, "process.apparmorProfile"),
          new Property(LINUX, "process.oomScoreAdj"),
          new Property(LINUX, "process.scheduler"),
          new Property(LINUX, "process.selinuxLabel"),
          new Property(LINUX, "process.ioPriority"),
          new Property(LINUX, "process.execCPUAffinity"),
          new Property(LINUX, "linux"),
          new Property(WINDOWS, "windows"),
          new Property(EnumSet.of(Platform.SOLARIS), "solaris"),
          new Property(EnumSet.of(Platform.ZOS), "zos"),
          new Property(EnumSet.of(Platform.FREEBSD), "freebsd"));

  private static final List<Property> OF_MOUNTS =
      List.of(
          new Property(POSIX, "type"),
          new Property(LINUX, "uidMappings"),
          new Property(LINUX, "gidMappings"));

  static final List<Rule> LIST =
      List.of(
          should(
                  "platform-only-property",
                  "config.md#configuration",
                  V1_0_0,
                  PlatformPropertyRules::check)
              .says("Properties that are defined for other platforms only are absent.")
              .because("What has no meaning on a platform is ignored there, or refused.")
              .runtimes("runsc refuses a windows section; runc and crun ignore it."));

  private PlatformPropertyRules() {}

  private static void check(Subject subject, Reporter reporter) {
    Set<Platform> inside = EnumSet.noneOf(Platform.class);
    inside.addAll(subject.platforms());
    inside.remove(Platform.VM);
    if (inside.isEmpty()) {
      return;
    }
    judge(PROPERTIES, subject.document(), inside, reporter);
    if (!inside.contains(Platform.LINUX)) {
      for (Node mount : MountFacts.mounts(subject)) {
        judge(OF_MOUNTS, mount, inside, reporter);
      }
    }
  }

  private static void judge(
      List<Property> properties, Node start, Set<Platform> inside, Reporter reporter) {
    for (Property property : properties) {
      if (Collections.disjoint(property.platforms(), inside)) {
        Node node = property.in(start);
        if (node.isPresent() && !isGoZero(property, node)) {
          report(property, node, inside, reporter);
        }
      }
    }
  }

  /** The Go bindings write ids of 0 on all platforms. */
  private static boolean isGoZero(Property property, Node node) {
    return (property.path().endsWith(".uid") || property.path().endsWith(".gid"))
        && node.asLong().orElse(-1) == 0;
  }

  private static void report(
      Property property, Node node, Set<Platform> inside, Reporter reporter) {
    reporter.report(
        node,
        "expected no "
            + property.path()
            + " in a document for "
            + names(inside)
            + ": it is defined for "
            + names(property.platforms())
            + " only",
        "remove it");
  }

  private static String names(Collection<Platform> platforms) {
    return new TreeSet<>(platforms).stream().map(Platform::text).collect(Collectors.joining(", "));
  }
}
