package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;

/** Rules about user namespaces and the mappings that belong to them. */
final class UserNamespaceRules {
  private static final String MAPPINGS = "config-linux.md#configLinuxUserNamespaceMappings";
  private static final String WITHOUT_NAMESPACE =
      "runc up to 1.3.6 and crun ignore the mappings, so that the container runs with the ids of"
          + " the host; youki and oci-runtime-tool refuse the document, and so does runsc 20240729,"
          + " where runsc 20221219 hangs.";

  static final List<Rule> LIST =
      List.of(
          runtime("uid-mappings-need-userns", MAPPINGS, V1_0_0, UserNamespaceRules::uidsNeed)
              .on(Platform.LINUX)
              .says("linux.uidMappings is set only beside a user namespace.")
              .because("User ids are translated by a user namespace; without it they are not.")
              .runtimes(WITHOUT_NAMESPACE),
          runtime("gid-mappings-need-userns", MAPPINGS, V1_0_0, UserNamespaceRules::gidsNeed)
              .on(Platform.LINUX)
              .says("linux.gidMappings is set only beside a user namespace.")
              .because("Group ids are translated by a user namespace; without it they are not.")
              .runtimes(WITHOUT_NAMESPACE),
          runtime("userns-needs-mappings", MAPPINGS, V1_0_0, UserNamespaceRules::needsMappings)
              .on(Platform.LINUX)
              .says("A new user namespace comes with linux.uidMappings and linux.gidMappings.")
              .because("Without mappings nobody in the namespace is anybody on the host.")
              .runtimes(
                  "runc, youki and runsc refuse the document; crun makes up mappings of its own."),
          runtime("userns-maps-root", MAPPINGS, V1_0_0, UserNamespaceRules::mapsRoot)
              .on(Platform.LINUX)
              .says(
                  "The mappings of a new user namespace cover id 0 of the container, for users and"
                      + " for groups.")
              .because("The runtime sets the container up as its root.")
              .runtimes(
                  "runc refuses the document; crun starts the container as long as the ids of"
                      + " process.user are mapped."));

  private UserNamespaceRules() {}

  private static void uidsNeed(Subject subject, Reporter reporter) {
    need(subject, "uidMappings", reporter);
  }

  private static void gidsNeed(Subject subject, Reporter reporter) {
    need(subject, "gidMappings", reporter);
  }

  private static void need(Subject subject, String name, Reporter reporter) {
    Node mappings = subject.at("linux", name);
    if (!mappings.elements().isEmpty() && !RuleFacts.hasNamespace(subject, "user")) {
      reporter.report(
          mappings,
          "expected a user namespace in linux.namespaces beside " + name + ", found none",
          "add { \"type\": \"user\" } to linux.namespaces, or remove " + name);
    }
  }

  private static void needsMappings(Subject subject, Reporter reporter) {
    if (!RuleFacts.hasNewNamespace(subject, "user")) {
      return;
    }
    for (String name : List.of("uidMappings", "gidMappings")) {
      Node mappings = subject.at("linux", name);
      if (mappings.elements().isEmpty()) {
        reporter.report(
            mappings,
            "expected " + name + " for the new user namespace, found none",
            "map at least id 0 of the container to an id of the host");
      }
    }
  }

  private static void mapsRoot(Subject subject, Reporter reporter) {
    if (!RuleFacts.hasNewNamespace(subject, "user")) {
      return;
    }
    for (String name : List.of("uidMappings", "gidMappings")) {
      Node mappings = subject.at("linux", name);
      if (!mappings.elements().isEmpty() && !coversRoot(mappings)) {
        reporter.report(
            mappings,
            "expected a mapping of id 0 of the container, found none",
            "map id 0 of the container to an id of the host that the container may use");
      }
    }
  }

  /** A range covers id 0 if it starts there; of one without a start nothing is said. */
  private static boolean coversRoot(Node mappings) {
    for (Node mapping : mappings.elements()) {
      Node start = mapping.get("containerID");
      if (start.isAbsent()
          || start.asLong().orElse(1) == 0 && !NumberFacts.isBelow(mapping.get("size"), 1)) {
        return true;
      }
    }
    return false;
  }
}
