package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about the namespaces that a container makes and joins on a host. */
final class HostNamespaceRules {
  private static final String NAMESPACES = "config-linux.md#configLinuxNamespaces";
  private static final String USER = "user";

  /** The names of those in {@code /proc/self/ns} that a kernel can lack. */
  private static final Map<String, String> OPTIONAL =
      Map.of(USER, USER, "cgroup", "cgroup", "time", "time");

  static final List<Rule> LIST =
      List.of(
          must("namespaces-path-of-type", NAMESPACES, V1_0_0, HostNamespaceRules::paths)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("The path of a namespace is a namespace of the entry's type on the host.")
              .because("The runtime has to refuse to join anything else.")
              .runtimes("runc, crun and youki fail at create."),
          runtime("namespaces-supported-by-host", NAMESPACES, V1_0_0, HostNamespaceRules::supported)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("The kernel has the user, cgroup and time namespaces that are asked for.")
              .because("Kernels can be built without them, and older ones lack the later types.")
              .runtimes("runc refuses the document; crun and youki fail at create."),
          runtime(
                  "userns-path-and-mappings",
                  "config-linux.md#configLinuxUserNamespaceMappings",
                  V1_0_0,
                  HostNamespaceRules::joined)
              .withScope(Scope.HOST)
              .on(Platform.LINUX)
              .says("Mappings beside a user namespace that is joined equal those that it has.")
              .because("A namespace's mappings are written once; a runtime can't change them.")
              .runtimes("runc from 1.2 on refuses other mappings, and warns of equal ones."));

  private HostNamespaceRules() {}

  private static void paths(Subject subject, Reporter reporter) {
    for (Node namespace : subject.at("linux", "namespaces").elements()) {
      Node path = namespace.get("path");
      String text = path.asText().orElse("");
      String type = namespace.get("type").asText().orElse("");
      if (!text.startsWith("/") || text.startsWith("/proc/self/") || type.isEmpty()) {
        continue;
      }
      String shown = HostLook.shown(text);
      if (HostLook.isMissing(subject, text)) {
        reporter.report(
            path, "expected a namespace of type " + type + ", found nothing at " + shown);
        continue;
      }
      HostLook.host(subject)
          .namespaceType(text)
          .filter(found -> !found.equals(type))
          .ifPresent(
              found ->
                  reporter.report(
                      path,
                      "expected a namespace of type "
                          + RuleFacts.shown(type)
                          + " at "
                          + shown
                          + ", found "
                          + (found.isEmpty() ? "no namespace" : "one of type " + found)));
    }
  }

  private static void supported(Subject subject, Reporter reporter) {
    for (Node namespace : subject.at("linux", "namespaces").elements()) {
      Node type = namespace.get("type");
      String file = OPTIONAL.get(type.asText().orElse(""));
      if (file != null
          && HostLook.isThere(subject, "/proc/self/ns")
          && HostLook.isMissing(subject, "/proc/self/ns/" + file)) {
        reporter.report(
            type,
            "expected a type of namespace that the host's kernel has, found "
                + RuleFacts.shown(file));
      }
    }
  }

  private static void joined(Subject subject, Reporter reporter) {
    List<? extends Node> users = RuleFacts.namespaces(subject, USER);
    Optional<String> path = users.isEmpty() ? Optional.empty() : RuleFacts.pathOf(users.get(0));
    // Only this way of naming a namespace leads to its mappings.
    if (path.isEmpty() || !path.get().matches("/proc/[0-9]+/ns/user")) {
      return;
    }
    String process = path.get().substring(0, path.get().indexOf("/ns/"));
    compare(subject, reporter, "uidMappings", process + "/uid_map");
    compare(subject, reporter, "gidMappings", process + "/gid_map");
  }

  private static void compare(Subject subject, Reporter reporter, String member, String file) {
    Node mappings = subject.at("linux", member);
    Optional<String> has = HostLook.host(subject).read(file).map(HostNamespaceRules::normal);
    if (mappings.elements().isEmpty() || has.isEmpty()) {
      return;
    }
    StringBuilder asked = new StringBuilder();
    for (Node mapping : mappings.elements()) {
      for (String name : List.of("containerID", "hostID", "size")) {
        mapping.get(name).asInteger().ifPresent(number -> asked.append(number).append(' '));
      }
      asked.append('\n');
    }
    if (!normal(asked.toString()).equals(has.get())) {
      reporter.report(
          mappings,
          "expected the mappings of the user namespace that is joined, "
              + RuleFacts.shown(has.get())
              + ", found "
              + RuleFacts.shown(normal(asked.toString())),
          "leave the mappings out");
    }
  }

  /** One line of numbers, the mappings separated by commas. */
  private static String normal(String lines) {
    return lines.strip().replaceAll(" *\n *", ", ").replaceAll(" +", " ");
  }
}
