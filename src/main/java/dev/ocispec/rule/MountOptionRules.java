package dev.ocispec.rule;

import static dev.ocispec.rule.MountFacts.hasOption;
import static dev.ocispec.rule.MountFacts.isBind;
import static dev.ocispec.rule.MountFacts.mounts;
import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import dev.ocispec.spec.MountOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about the options of mounts. */
final class MountOptionRules {
  private static final String OPTIONS = "config.md#configLinuxMountOptions";

  static final List<Rule> LIST =
      List.of(
          runtime("mounts-bind-no-data", OPTIONS, V1_0_0, MountOptionRules::noData)
              .on(Platform.LINUX)
              .says("A bind mount has no options of a filesystem.")
              .because(
                  "The bound directory keeps the options that its filesystem was mounted with.")
              .runtimes(
                  "runc 1.3 and runsc 20221219 refuse the document, runc even for the option"
                      + " defaults; runc 1.1, crun and runsc 20240729 ignore the option."),
          runtime("mounts-tmpcopyup-tmpfs", OPTIONS, V1_1_0, MountOptionRules::tmpcopyup)
              .on(Platform.LINUX)
              .says("tmpcopyup is an option of tmpfs mounts, and not of one on /.")
              .because("It fills a fresh tmpfs with what the container's image has at that place.")
              .runtimes("crun refuses the document; runsc ignores the option."),
          runtime("mounts-copy-symlink-exclusive", OPTIONS, V1_0_0, MountOptionRules::copySymlink)
              .on(Platform.LINUX)
              .says(
                  "crun's option copy-symlink of bind mounts stands without src-nofollow and"
                      + " dest-nofollow.")
              .because("Each of the three says differently what to do with a symbolic link.")
              .runtimes("crun refuses the document; the others don't know the options."),
          runtime("mounts-uid-gid-options-mapped", OPTIONS, V1_0_0, MountOptionRules::mappedIds)
              .on(Platform.LINUX)
              .says(
                  "With a new user namespace, uid= and gid= options name ids that are mapped into"
                      + " it.")
              .because("The kernel refuses to mount for an id that the namespace does not have.")
              .runtimes(
                  "youki refuses the document, runc does when it runs rootless; crun fails when it"
                      + " mounts."));

  private static final Set<String> FLAGS = flags();

  private MountOptionRules() {}

  /** What runc takes for something else than data of the filesystem. */
  private static Set<String> flags() {
    Set<String> flags = new HashSet<>(Set.of("acl", "noacl", ""));
    flags.addAll(MountOption.known());
    flags.remove("defaults");
    return Set.copyOf(flags);
  }

  private static void noData(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      if (isBind(mount)) {
        for (Node option : mount.get("options").elements()) {
          option
              .asText()
              .filter(text -> !FLAGS.contains(text))
              .ifPresent(
                  text ->
                      reporter.report(
                          option,
                          "expected only options that bind mounts can have, found " + shown(text),
                          "remove the option"));
        }
      }
    }
  }

  private static void tmpcopyup(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node option = MountFacts.option(mount, "tmpcopyup");
      if (option.isPresent() && !mount.get("type").is("tmpfs")) {
        reporter.report(
            option,
            "expected tmpcopyup with the type tmpfs only, found the type "
                + shown(mount.get("type").asText().orElse("")));
      } else if (option.isPresent() && MountFacts.place(mount).equals("/")) {
        reporter.report(option, "expected no tmpcopyup for a mount on \"/\"");
      }
    }
  }

  private static void copySymlink(Subject subject, Reporter reporter) {
    for (Node mount : mounts(subject)) {
      Node option = MountFacts.option(mount, "copy-symlink");
      if (option.isPresent()
          && isBind(mount)
          && mount.get("source").isPresent()
          && (hasOption(mount, "src-nofollow") || hasOption(mount, "dest-nofollow"))) {
        reporter.report(
            option, "expected copy-symlink without src-nofollow and dest-nofollow beside it");
      }
    }
  }

  private static void mappedIds(Subject subject, Reporter reporter) {
    if (!RuleFacts.hasNewNamespace(subject, "user")) {
      return;
    }
    MappedIds uids = MappedIds.of(subject.at("linux", "uidMappings"));
    MappedIds gids = MappedIds.of(subject.at("linux", "gidMappings"));
    for (Node mount : mounts(subject)) {
      for (Node option : mount.get("options").elements()) {
        String text = option.asText().orElse("");
        if (text.startsWith("uid=")) {
          mapped(option, text, uids, "uid", reporter);
        } else if (text.startsWith("gid=")) {
          mapped(option, text, gids, "gid", reporter);
        }
      }
    }
  }

  private static void mapped(
      Node option, String text, MappedIds ids, String name, Reporter reporter) {
    Optional<Long> id = Digits.number(text.substring(4));
    if (id.isEmpty()) {
      reporter.report(option, "expected a number after " + name + "=, found " + shown(text));
    } else if (!ids.covers(id.get())) {
      reporter.report(
          option,
          "expected a " + name + " that linux." + name + "Mappings cover, found " + shown(text));
    }
  }
}
