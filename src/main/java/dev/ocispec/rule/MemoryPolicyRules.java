package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_3_0;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about {@code linux.memoryPolicy}, the NUMA policy of the container process. */
final class MemoryPolicyRules {
  private static final String SECTION = "config-linux.md#configLinuxMemoryPolicy";

  private static final Set<String> WITHOUT_NODES = Set.of("MPOL_DEFAULT", "MPOL_LOCAL");

  private static final Set<String> WITH_NODES =
      Set.of("MPOL_BIND", "MPOL_INTERLEAVE", "MPOL_WEIGHTED_INTERLEAVE", "MPOL_PREFERRED_MANY");

  private static final String STATIC = "MPOL_F_STATIC_NODES";
  private static final String RELATIVE = "MPOL_F_RELATIVE_NODES";
  private static final String BALANCING = "MPOL_F_NUMA_BALANCING";

  static final List<Rule> LIST =
      List.of(
          must("memory-policy-mode-required", SECTION, V1_3_0, MemoryPolicyRules::modeRequired)
              .on(Platform.LINUX)
              .says("linux.memoryPolicy has a mode.")
              .because("Without a mode there is no policy to set.")
              .runtimes("runc, crun and youki refuse the document."),
          must("memory-policy-no-nodes", SECTION, V1_3_0, MemoryPolicyRules::noNodes)
              .on(Platform.LINUX)
              .says("With MPOL_DEFAULT and MPOL_LOCAL, nodes is absent or empty.")
              .because("These modes go by where the thread runs; set_mempolicy refuses any nodes.")
              .runtimes("runc and youki refuse the document, under crun the kernel does."),
          must("memory-policy-nodes-needed", SECTION, V1_3_0, MemoryPolicyRules::nodesNeeded)
              .on(Platform.LINUX)
              .says("A mode that spreads or binds memory has at least one node in nodes.")
              .because("Binding to no node, or interleaving over none, is refused by the kernel.")
              .runtimes("runc and youki refuse the document, under crun the kernel does."),
          must("memory-policy-nodes-format", SECTION, V1_3_0, MemoryPolicyRules::nodesFormat)
              .on(Platform.LINUX)
              .says("nodes is a comma-separated list of numbers and of ranges a-b with a <= b.")
              .because("No runtime reads any other form.")
              .runtimes(
                  "runc, crun and youki refuse the document; runc knows nodes up to 65535, crun up"
                      + " to 4095."),
          runtime("memory-policy-numa-balancing", SECTION, V1_3_0, MemoryPolicyRules::balancing)
              .on(Platform.LINUX)
              .says("MPOL_F_NUMA_BALANCING is used with MPOL_BIND only.")
              .because("Older kernels take the flag with no other mode.")
              .runtimes("youki refuses the document."),
          runtime("memory-policy-static-or-relative", SECTION, V1_3_0, MemoryPolicyRules::oneOfTwo)
              .on(Platform.LINUX)
              .says("MPOL_F_STATIC_NODES and MPOL_F_RELATIVE_NODES are not used together.")
              .because("Nodes are either those of the host or relative to the allowed ones.")
              .runtimes("youki refuses the document, under runc and crun the kernel does."),
          runtime("memory-policy-flags-none", SECTION, V1_3_0, MemoryPolicyRules::flagsNone)
              .on(Platform.LINUX)
              .says("A policy that names no nodes has no flags that say how to read them.")
              .because("set_mempolicy refuses flags with MPOL_DEFAULT and MPOL_LOCAL.")
              .runtimes("youki refuses the document."));

  private MemoryPolicyRules() {}

  private static Node policy(Subject subject) {
    return subject.at("linux", "memoryPolicy");
  }

  private static Optional<String> mode(Subject subject) {
    return policy(subject).get("mode").asText();
  }

  private static boolean hasNodes(Subject subject) {
    return policy(subject).get("nodes").asText().filter(text -> !text.isEmpty()).isPresent();
  }

  private static void modeRequired(Subject subject, Reporter reporter) {
    Node policy = policy(subject);
    if (policy.isPresent() && policy.get("mode").isAbsent()) {
      reporter.report(policy.get("mode"), "expected a mode in linux.memoryPolicy, found none");
    }
  }

  private static void noNodes(Subject subject, Reporter reporter) {
    Node nodes = policy(subject).get("nodes");
    mode(subject)
        .filter(WITHOUT_NODES::contains)
        .filter(mode -> hasNodes(subject))
        .ifPresent(
            mode ->
                reporter.report(
                    nodes,
                    "expected no nodes with "
                        + mode
                        + ", found "
                        + RuleFacts.shown(nodes.asText().orElse("")),
                    "leave nodes out, or choose a mode that takes them, such as MPOL_BIND"));
  }

  private static void nodesNeeded(Subject subject, Reporter reporter) {
    Node nodes = policy(subject).get("nodes");
    mode(subject)
        .filter(WITH_NODES::contains)
        .filter(mode -> nodes.isAbsent() || nodes.is(""))
        .ifPresent(
            mode ->
                reporter.report(nodes, "expected at least one node for " + mode + ", found none"));
  }

  private static void nodesFormat(Subject subject, Reporter reporter) {
    Node nodes = policy(subject).get("nodes");
    nodes
        .asText()
        .filter(text -> !text.isEmpty() && NumberList.firstFault(text).isPresent())
        .ifPresent(
            text ->
                reporter.report(
                    nodes,
                    "expected numbers and ranges separated by commas, such as 0-3,7, found "
                        + RuleFacts.shown(text)));
  }

  private static Optional<Node> flag(Subject subject, String name) {
    for (Node flag : policy(subject).get("flags").elements()) {
      if (flag.is(name)) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }

  private static void balancing(Subject subject, Reporter reporter) {
    Optional<String> mode = mode(subject).filter(text -> !text.equals("MPOL_BIND"));
    if (mode.isPresent() && !WITHOUT_NODES.contains(mode.get())) {
      flag(subject, BALANCING)
          .ifPresent(
              flag ->
                  reporter.report(
                      flag,
                      "expected "
                          + BALANCING
                          + " with MPOL_BIND only, found it with "
                          + RuleFacts.shown(mode.get())));
    }
  }

  private static void oneOfTwo(Subject subject, Reporter reporter) {
    Optional<Node> relative = flag(subject, RELATIVE);
    if (relative.isPresent() && flag(subject, STATIC).isPresent()) {
      reporter.report(
          relative.get(), "expected one of " + STATIC + " and " + RELATIVE + ", found both");
    }
  }

  private static void flagsNone(Subject subject, Reporter reporter) {
    String mode = mode(subject).orElse("");
    if (WITHOUT_NODES.contains(mode)) {
      for (Node flag : policy(subject).get("flags").elements()) {
        reporter.report(
            flag,
            "expected no flags with "
                + mode
                + ", found "
                + RuleFacts.shown(flag.asText().orElse("")));
      }
    } else if (mode.equals("MPOL_PREFERRED") && !hasNodes(subject)) {
      for (Node flag : policy(subject).get("flags").elements()) {
        if (flag.is(STATIC) || flag.is(RELATIVE)) {
          reporter.report(
              flag,
              "expected no flag about nodes with MPOL_PREFERRED and no nodes, found "
                  + RuleFacts.shown(flag.asText().orElse("")));
        }
      }
    }
  }
}
