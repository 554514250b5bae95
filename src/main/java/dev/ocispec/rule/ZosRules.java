package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.version.Release.V1_2_1;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules about {@code zos.namespaces}. */
final class ZosRules {
  private static final String SECTION = "config-zos.md#configZOSNamespaces";

  static final List<Rule> LIST =
      List.of(
          must("zos-namespaces-no-duplicate", SECTION, V1_2_1, ZosRules::duplicates)
              .on(Platform.ZOS)
              .says("No two entries of zos.namespaces have the same type.")
              .because("A process has one namespace of each type."),
          must("zos-namespaces-path-absolute", SECTION, V1_2_1, ZosRules::absolute)
              .on(Platform.ZOS)
              .says("The path of a namespace is absolute.")
              .because("It is a path in the runtime's own mount namespace."));

  private ZosRules() {}

  private static void duplicates(Subject subject, Reporter reporter) {
    Set<String> seen = new HashSet<>();
    for (Node entry : subject.at("zos", "namespaces").elements()) {
      entry
          .get("type")
          .asText()
          .filter(type -> !seen.add(type))
          .ifPresent(
              type ->
                  reporter.report(
                      entry,
                      "expected each type of namespace once, found "
                          + RuleFacts.shown(type)
                          + " again"));
    }
  }

  private static void absolute(Subject subject, Reporter reporter) {
    for (Node entry : subject.at("zos", "namespaces").elements()) {
      Node path = entry.get("path");
      path.asText()
          .filter(text -> !text.startsWith("/"))
          .ifPresent(
              text ->
                  reporter.report(
                      path, "expected an absolute path, found " + RuleFacts.shown(text)));
    }
  }
}
