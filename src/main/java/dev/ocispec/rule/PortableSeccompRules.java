package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Filters that don't do what they seem to say. */
final class PortableSeccompRules {
  private static final String SECTION = "config-linux.md#configLinuxSeccomp";

  private static final Set<String> DENYING =
      Set.of(
          "SCMP_ACT_KILL",
          "SCMP_ACT_KILL_PROCESS",
          "SCMP_ACT_KILL_THREAD",
          "SCMP_ACT_TRAP",
          "SCMP_ACT_ERRNO");

  static final List<Rule> LIST =
      List.of(
          runtime("seccomp-nothing-allowed", SECTION, V1_0_0, PortableSeccompRules::nothing)
              .on(Platform.LINUX)
              .says("A filter that denies by default lets some system calls through.")
              .because("The container can't even be started without any.")
              .runtimes(
                  "runc create hangs for ever with SCMP_ACT_KILL and fails with the others; under"
                      + " crun the process dies at once."),
          runtime("seccomp-old-name", SECTION, V1_0_0, PortableSeccompRules::oldName)
              .on(Platform.LINUX)
              .says("An entry names its system calls in names, not in name.")
              .because("name is what drafts before 1.0.0 had.")
              .runtimes(
                  "runc ignores the entry, so that a filter that allows by default does not deny"
                      + " what it lists; crun refuses the document."),
          runtime("seccomp-engine-profile", SECTION, V1_0_0, PortableSeccompRules::engine)
              .on(Platform.LINUX)
              .says(
                  "No member is there that only engines' profiles have: archMap, includes,"
                      + " excludes.")
              .because(
                  "docker, podman and containerd decide by them which entries they write into a"
                      + " configuration.")
              .runtimes("runc and crun ignore them: all entries hold, whatever their conditions."),
          should("seccomp-comment", SECTION, V1_0_0, PortableSeccompRules::comment)
              .on(Platform.LINUX)
              .says("Entries have no comment.")
              .because("It belongs to engines' profiles; a configuration has none.")
              .runtimes("runc and crun ignore it."));

  private PortableSeccompRules() {}

  private static Node seccomp(Subject subject) {
    return subject.at("linux", "seccomp");
  }

  private static List<? extends Node> entries(Subject subject) {
    return seccomp(subject).get("syscalls").elements();
  }

  private static void nothing(Subject subject, Reporter reporter) {
    Node byDefault = seccomp(subject).get("defaultAction");
    if (byDefault.asText().filter(DENYING::contains).isEmpty()) {
      return;
    }
    for (Node entry : entries(subject)) {
      Optional<String> action = entry.get("action").asText();
      boolean lets = action.isPresent() && !DENYING.contains(action.get());
      if (lets && !entry.get("names").elements().isEmpty()) {
        return;
      }
    }
    reporter.report(
        byDefault,
        "expected an entry that lets system calls through beside the default action "
            + byDefault.asText().orElse("")
            + ", found none: nothing can start, and runc may hang",
        "allow what the process needs, execve and exit_group among it");
  }

  private static void oldName(Subject subject, Reporter reporter) {
    for (Node entry : entries(subject)) {
      if (entry.get("names").isAbsent() && entry.get("name").isPresent()) {
        reporter.report(
            entry.get("name"),
            "expected names, a list, found name, for which runc ignores the whole entry",
            "write \"names\": [ ] with the name in it");
      }
    }
  }

  private static void engine(Subject subject, Reporter reporter) {
    Node map = seccomp(subject).get("archMap");
    if (map.isPresent()) {
      reporter.report(
          map,
          "expected architectures, found archMap, which runtimes ignore",
          "list the architectures in architectures");
    }
    Node first = map;
    int entries = 0;
    for (Node entry : entries(subject)) {
      Optional<Node> condition = condition(entry);
      if (condition.isPresent()) {
        first = entries == 0 ? condition.get() : first;
        entries++;
      }
    }
    if (entries > 0) {
      reporter.report(
          first,
          "expected entries that always hold, found "
              + first.key()
              + ", which runtimes ignore (entries with such conditions: "
              + entries
              + ")",
          "keep the entries whose conditions hold, without the conditions");
    }
  }

  /** What an engine's profile makes an entry depend on; empty when it depends on nothing. */
  private static Optional<Node> condition(Node entry) {
    for (String name : List.of("includes", "excludes")) {
      if (!entry.get(name).members().isEmpty()) {
        return Optional.of(entry.get(name));
      }
    }
    return Optional.empty();
  }

  private static void comment(Subject subject, Reporter reporter) {
    Node first = seccomp(subject);
    int entries = 0;
    for (Node entry : entries(subject)) {
      Node comment = entry.get("comment");
      if (comment.isPresent()) {
        first = entries == 0 ? comment : first;
        entries++;
      }
    }
    if (entries > 0) {
      reporter.report(
          first,
          "expected no comment in an entry, found one (entries with a comment: " + entries + ")",
          "remove the comments");
    }
  }
}
