package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about {@code linux.namespaces}. */
final class NamespaceRules {
  private static final String NAMESPACES = "config-linux.md#configLinuxNamespaces";

  static final List<Rule> LIST =
      List.of(
          must("namespaces-no-duplicate", NAMESPACES, V1_0_0, NamespaceRules::noDuplicate)
              .on(Platform.LINUX)
              .says("linux.namespaces names each type of namespace at most once.")
              .because("A process is in exactly one namespace of each type.")
              .runtimes(
                  "runc, crun 1.21 and 1.28, and oci-runtime-tool refuse the document; crun 1.8.1"
                      + " and runsc start the container."),
          must("namespaces-path-absolute", NAMESPACES, V1_0_1, NamespaceRules::pathAbsolute)
              .on(Platform.LINUX)
              .says("The path of a namespace is absolute.")
              .because("The document does not say what a relative path would be relative to.")
              .runtimes(
                  "runc and crun look for a relative path from their own working directory; runsc"
                      + " ignores the path; oci-runtime-tool refuses the document."),
          runtime("namespaces-path-no-comma", NAMESPACES, V1_0_0, NamespaceRules::noComma)
              .on(Platform.LINUX)
              .says("The path of a namespace has no comma in it.")
              .because("runc hands the paths to its first process as one list with commas.")
              .runtimes("runc refuses the document."));

  private NamespaceRules() {}

  private static void noDuplicate(Subject subject, Reporter reporter) {
    Map<String, Node> first = new HashMap<>();
    for (Node namespace : subject.at("linux", "namespaces").elements()) {
      Node type = namespace.get("type");
      String text = type.asText().orElse("");
      Node known = type.isPresent() ? first.putIfAbsent(text, namespace) : null;
      if (known != null) {
        reporter.report(
            type,
            "expected each type of namespace once, found "
                + RuleFacts.shown(text)
                + " as in "
                + known.pointer(),
            "remove one of the two entries");
      }
    }
  }

  private static void pathAbsolute(Subject subject, Reporter reporter) {
    for (Node namespace : subject.at("linux", "namespaces").elements()) {
      Node path = namespace.get("path");
      Optional<String> text = path.asText();
      if (text.isPresent() && !text.get().startsWith("/")) {
        reporter.report(
            path,
            "expected an absolute path, found " + RuleFacts.shown(text.get()),
            text.get().isEmpty() ? "leave path out to get a new namespace" : "write the full path");
      }
    }
  }

  private static void noComma(Subject subject, Reporter reporter) {
    for (Node namespace : subject.at("linux", "namespaces").elements()) {
      Node path = namespace.get("path");
      Optional<String> text = path.asText();
      if (text.isPresent() && text.get().indexOf(',') >= 0) {
        reporter.report(
            path,
            "expected a path without a comma, found " + RuleFacts.shown(text.get()),
            "give the namespace file a name without a comma, for instance by a bind mount");
      }
    }
  }
}
