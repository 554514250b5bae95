package dev.ocispec.rule;

import static dev.ocispec.rule.SupportFeature.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a features document says of system call filters. */
final class SupportSeccompChecks {
  private static final String LINUX = "linux";
  private static final String SECCOMP = "seccomp";
  private static final String ANCHOR = "linuxFeaturesSeccomp";

  private static final SupportFeature FILTERS =
      linux("support-seccomp", ANCHOR, "system call filters (seccomp)");
  private static final SupportFeature ACTION =
      linux("support-seccomp-action", ANCHOR, "seccomp action");
  private static final SupportFeature OPERATOR =
      linux("support-seccomp-operator", ANCHOR, "seccomp operator");
  private static final SupportFeature ARCHITECTURE =
      linux("support-seccomp-architecture", ANCHOR, "seccomp architecture");
  private static final SupportFeature FLAG = linux("support-seccomp-flag", ANCHOR, "seccomp flag");

  private SupportSeccompChecks() {}

  static void check(SupportRun run) {
    Node filter = run.asks(LINUX, SECCOMP);
    if (filter.isAbsent()) {
      return;
    }
    run.enabled(FILTERS, run.has(LINUX, SECCOMP, "enabled"), filter);
    List<Node> actions = new ArrayList<>();
    List<Node> operators = new ArrayList<>();
    present(filter.get("defaultAction"), actions);
    for (Node rule : filter.get("syscalls").elements()) {
      present(rule.get("action"), actions);
      for (Node argument : rule.get("args").elements()) {
        present(argument.get("op"), operators);
      }
    }
    run.listed(ACTION, run.has(LINUX, SECCOMP, "actions"), actions, filter);
    run.listed(OPERATOR, run.has(LINUX, SECCOMP, "operators"), operators, filter.get("syscalls"));
    Node architectures = filter.get("architectures");
    run.listed(
        ARCHITECTURE, run.has(LINUX, SECCOMP, "archs"), architectures.elements(), architectures);
    flags(run, filter.get("flags"));
  }

  /** Flags must be known to the runtime, and work with the kernel and libseccomp that it met. */
  private static void flags(SupportRun run, Node flags) {
    Node known = run.has(LINUX, SECCOMP, "knownFlags");
    Node working = run.has(LINUX, SECCOMP, "supportedFlags");
    if (known.isPresent() || working.isAbsent()) {
      run.listed(FLAG, known, flags.elements(), flags);
    }
    if (working.isAbsent() && known.isPresent() && !flags.elements().isEmpty()) {
      run.notSaid(FLAG, flags, "which seccomp flags work with this kernel and libseccomp");
    }
    Set<String> recognised = SupportRun.texts(known);
    for (Node flag : working.isAbsent() ? List.<Node>of() : flags.elements()) {
      String name = flag.asText().orElse("");
      if (!RuleFacts.has(working, name) && (known.isAbsent() || recognised.contains(name))) {
        run.lacks(
            FLAG,
            flag,
            "the seccomp flag " + RuleFacts.shown(name) + " with this kernel and libseccomp");
      }
    }
  }

  private static void present(Node node, List<Node> used) {
    if (node.isPresent()) {
      used.add(node);
    }
  }
}
