package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.stream.Stream;

/** The rule about what the Go bindings always write: it is there, so it must say something. */
final class RequiredTextRules {
  private static final String ANY = "*";

  /** The texts and lists that have no {@code omitempty} in the Go bindings. */
  private static final List<List<String>> PLACES =
      Stream.of(
              "root path",
              "process cwd",
              "process rlimits * type",
              "process scheduler policy",
              "process ioPriority class",
              "mounts * destination",
              "hooks * * path",
              "linux namespaces * type",
              "linux devices * path",
              "linux devices * type",
              "linux resources hugepageLimits * pageSize",
              "linux resources network priorities * name",
              "linux seccomp defaultAction",
              "linux seccomp syscalls * names",
              "linux seccomp syscalls * action",
              "linux seccomp syscalls * args * op",
              "linux personality domain",
              "linux memoryPolicy mode",
              "windows layerFolders",
              "windows devices * id",
              "windows devices * idType",
              "vm kernel path",
              "zos namespaces * type",
              "freebsd devices * path")
          .map(path -> List.of(path.split(" ")))
          .toList();

  static final List<Rule> LIST =
      List.of(
          runtime(
                  "required-strings-not-empty",
                  "config.md#configuration",
                  V1_0_0,
                  RequiredTextRules::check)
              .says("What the Go bindings write in any case is not empty.")
              .because(
                  "To a Go program the empty text is the same as none: it can't tell an empty"
                      + " root.path from a missing one.")
              .runtimes("oci-runtime-tool validate refuses the document."));

  private RequiredTextRules() {}

  private static void check(Subject subject, Reporter reporter) {
    for (List<String> place : PLACES) {
      visit(subject.document(), place, 0, reporter);
    }
  }

  private static void visit(Node node, List<String> path, int at, Reporter reporter) {
    if (at == path.size()) {
      judge(node, reporter);
    } else if (path.get(at).equals(ANY)) {
      for (Node child : node.elements()) {
        visit(child, path, at + 1, reporter);
      }
      for (Node child : node.members()) {
        visit(child, path, at + 1, reporter);
      }
    } else {
      Node child = node.get(path.get(at));
      if (child.isPresent()) {
        visit(child, path, at + 1, reporter);
      }
    }
  }

  private static void judge(Node node, Reporter reporter) {
    if (node.is("")) {
      reporter.report(node, "expected a non-empty string, found \"\"");
    } else if (node.asText().isEmpty() && node.elements().isEmpty()) {
      reporter.report(node, "expected at least one string in the list, found none");
    }
  }
}
