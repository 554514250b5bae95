package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mounts that runtimes were seen to refuse, or to make differently. */
final class PortableMountRules {
  private static final String MOUNTS = "config.md#configMounts";
  private static final String OPTIONS = "config.md#configLinuxMountOptions";

  private static final Map<String, Set<String>> OPPOSITES = opposites();

  static final List<Rule> LIST =
      List.of(
          runtime("mounts-rro-with-ro", OPTIONS, V1_1_0, PortableMountRules::recursive)
              .on(Platform.LINUX)
              .says("A mount with the option rro has ro as well.")
              .because("A runtime that does not know rro leaves the mount writable.")
              .runtimes("runsc 20240729 ignores rro; runc and crun need no ro beside it."),
          runtime("mounts-options-conflict", OPTIONS, V1_0_0, PortableMountRules::conflicts)
              .on(Platform.LINUX)
              .says("The options of a mount don't contradict each other.")
              .because("Runtimes decide differently which one holds.")
              .runtimes(
                  "In runc and systemd-nspawn the last one holds, in crun and runsc the one that"
                      + " restricts; crun refuses two kinds of propagation."),
          runtime("mounts-idmap-source-relative", MOUNTS, V1_1_0, PortableMountRules::idMapped)
              .on(Platform.LINUX)
              .says("The source of an id-mapped bind mount is absolute.")
              .because("Runtimes open it before they know where it is relative to.")
              .runtimes("crun 1.8.1 to 1.28 fail with \"Bad file descriptor\"."),
          info("mounts-source-relative", MOUNTS, V1_0_0, PortableMountRules::relative)
              .on(Platform.LINUX)
              .says("The source of a bind mount is absolute.")
              .because("Relative ones are relative to the bundle, which not all know.")
              .runtimes("runc, crun and runsc take the bundle; systemd-nspawn does not."),
          runtime("mounts-proc-needed", MOUNTS, V1_0_0, PortableMountRules::proc)
              .on(Platform.LINUX)
              .says("Something is mounted on /proc.")
              .because("The runtime itself reads it while it sets the container up.")
              .runtimes("runc refuses the document; crun takes it, runsc brings its own /proc."));

  private PortableMountRules() {}

  private static Map<String, Set<String>> opposites() {
    Map<String, Set<String>> all = new HashMap<>();
    for (String name :
        List.of(
            "exec",
            "suid",
            "dev",
            "atime",
            "diratime",
            "relatime",
            "strictatime",
            "mand",
            "iversion",
            "lazytime",
            "symfollow",
            "acl")) {
      oppose(all, name, "no" + name);
      oppose(all, "r" + name, "rno" + name);
    }
    oppose(all, "ro", "rw");
    oppose(all, "rro", "rrw");
    oppose(all, "ro", "rrw");
    oppose(all, "sync", "async");
    oppose(all, "silent", "loud");
    List<String> kinds = List.of("private", "shared", "slave", "unbindable");
    for (String one : kinds) {
      for (String other : kinds) {
        if (!one.equals(other)) {
          oppose(all, one, other);
          oppose(all, one, "r" + other);
          oppose(all, "r" + one, "r" + other);
        }
      }
    }
    return all;
  }

  private static void oppose(Map<String, Set<String>> all, String one, String other) {
    all.computeIfAbsent(one, key -> new HashSet<>()).add(other);
    all.computeIfAbsent(other, key -> new HashSet<>()).add(one);
  }

  private static List<? extends Node> mounts(Subject subject) {
    return subject.at("mounts").elements();
  }

  private static Node options(Node mount) {
    return mount.get("options");
  }

  private static void recursive(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node options = options(mount);
      if (RuleFacts.has(options, "rro") && !RuleFacts.has(options, "ro")) {
        reporter.report(
            options,
            "expected ro beside rro, found rro alone, which leaves the mount writable in runsc",
            "add ro before rro");
      }
    }
  }

  private static void conflicts(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      List<? extends Node> options = options(mount).elements();
      if (options.size() > 1) {
        conflicts(options, reporter);
      }
    }
  }

  private static void conflicts(List<? extends Node> options, Reporter reporter) {
    Set<String> seen = new HashSet<>();
    for (Node option : options) {
      String text = option.asText().orElse("");
      Set<String> opposites = OPPOSITES.get(text);
      if (opposites == null) {
        continue;
      }
      for (String opposite : opposites) {
        if (seen.contains(opposite)) {
          reporter.report(
              option,
              "expected one of "
                  + opposite
                  + " and "
                  + text
                  + ", found both: the last one holds in runc, another may in crun",
              "remove one of them");
          break;
        }
      }
      seen.add(text);
    }
  }

  private static boolean isBindFromBundle(Node mount) {
    return MountFacts.isBind(mount)
        && mount.get("source").asText().filter(PortableMountRules::isRelative).isPresent();
  }

  private static boolean isRelative(String path) {
    return !path.isEmpty() && !PathForms.isAbsoluteSomewhere(path);
  }

  private static boolean isIdMapped(Node mount) {
    return mount.get("uidMappings").isPresent() || MountFacts.idMappingOption(mount).isPresent();
  }

  private static void idMapped(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      if (isBindFromBundle(mount) && isIdMapped(mount)) {
        relative(mount.get("source"), ", which crun can't map ids of", reporter);
      }
    }
  }

  private static void relative(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      if (isBindFromBundle(mount) && !isIdMapped(mount)) {
        relative(mount.get("source"), ", which systemd-nspawn does not find", reporter);
      }
    }
  }

  private static void relative(Node source, String consequence, Reporter reporter) {
    reporter.report(
        source,
        "expected an absolute source, found "
            + RuleFacts.shown(source.asText().orElse(""))
            + consequence);
  }

  private static void proc(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node destination = mount.get("destination");
      if (destination.is("/proc") || destination.is("/proc/") || destination.is("proc")) {
        return;
      }
    }
    if (subject.at("mounts").isPresent()) {
      reporter.report(
          subject.at("mounts"),
          "expected a mount on /proc, found none: runc then fails",
          "add {\"destination\": \"/proc\", \"type\": \"proc\", \"source\": \"proc\"}");
    }
  }
}
