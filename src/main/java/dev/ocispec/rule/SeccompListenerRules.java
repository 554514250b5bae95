package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.util.List;
import java.util.Optional;

/** Rules about the agent that {@code linux.seccomp} can hand system calls to. */
final class SeccompListenerRules {
  private static final String SECTION = "config-linux.md#configLinuxSeccomp";
  private static final String NOTIFY = "SCMP_ACT_NOTIFY";
  private static final String RECEIVER = "run.oci.seccomp.receiver";
  private static final String PLUGINS = "run.oci.seccomp.plugins";

  static final List<Rule> LIST =
      List.of(
          must("seccomp-listener-metadata", SECTION, V1_1_0, SeccompListenerRules::metadata)
              .on(Platform.LINUX)
              .says("listenerMetadata is set only with listenerPath.")
              .because("It is for the agent at that path.")
              .runtimes("runc 1.1.5 and crun 1.8.1 take the document and drop the metadata."),
          should("seccomp-listener-unused", SECTION, V1_1_0, SeccompListenerRules::unused)
              .on(Platform.LINUX)
              .says("listenerPath is set only when some action is SCMP_ACT_NOTIFY.")
              .because("Otherwise there is nothing to tell the agent.")
              .runtimes("runc ignores the path; crun connects to it, and fails when it can't."),
          runtime("seccomp-notify-needs-listener", SECTION, V1_1_0, SeccompListenerRules::needed)
              .on(Platform.LINUX)
              .says("listenerPath is set when an action is SCMP_ACT_NOTIFY.")
              .because("Without an agent nobody answers the system call.")
              .runtimes(
                  "runc refuses the document; crun takes the path from the annotation "
                      + RECEIVER
                      + " as well, and starts the container without any."),
          runtime("seccomp-notify-not-default", SECTION, V1_0_0, SeccompListenerRules::byDefault)
              .on(Platform.LINUX)
              .says("defaultAction is not SCMP_ACT_NOTIFY.")
              .because("The runtime itself could no longer set the container up.")
              .runtimes("runc and youki refuse the document."),
          runtime("seccomp-notify-not-write", SECTION, V1_0_0, SeccompListenerRules::write)
              .on(Platform.LINUX)
              .says("The system call write does not have the action SCMP_ACT_NOTIFY.")
              .because("The runtime needs it to hand the agent's descriptor over.")
              .runtimes("runc and youki refuse the document."),
          runtime("seccomp-listener-path-absolute", SECTION, V1_1_0, SeccompListenerRules::absolute)
              .on(Platform.LINUX)
              .says("listenerPath is absolute.")
              .because("A relative one depends on where the runtime was started.")
              .runtimes("crun refuses the document."),
          runtime("seccomp-receiver-or-plugins", SECTION, V1_1_0, SeccompListenerRules::plugins)
              .on(Platform.LINUX)
              .says("listenerPath is not combined with the annotation " + PLUGINS + ".")
              .because("crun answers system calls by the plugins or by the agent, not by both.")
              .runtimes("crun refuses the document."));

  private SeccompListenerRules() {}

  private static Node seccomp(Subject subject) {
    return subject.at("linux", "seccomp");
  }

  private static Optional<String> path(Subject subject) {
    return seccomp(subject).get("listenerPath").asText().filter(text -> !text.isEmpty());
  }

  /** The first action that asks the agent. */
  private static Optional<Node> asking(Subject subject) {
    Node byDefault = seccomp(subject).get("defaultAction");
    if (byDefault.is(NOTIFY)) {
      return Optional.of(byDefault);
    }
    for (Node entry : seccomp(subject).get("syscalls").elements()) {
      if (entry.get("action").is(NOTIFY)) {
        return Optional.of(entry.get("action"));
      }
    }
    return Optional.empty();
  }

  private static void metadata(Subject subject, Reporter reporter) {
    Node metadata = seccomp(subject).get("listenerMetadata");
    if (metadata.asText().filter(text -> !text.isEmpty()).isPresent() && path(subject).isEmpty()) {
      reporter.report(
          metadata, "expected listenerPath beside listenerMetadata, found listenerMetadata alone");
    }
  }

  private static void unused(Subject subject, Reporter reporter) {
    if (path(subject).isPresent() && asking(subject).isEmpty()) {
      reporter.report(
          seccomp(subject).get("listenerPath"),
          "expected an action " + NOTIFY + " beside listenerPath, found none",
          "remove listenerPath");
    }
  }

  private static void needed(Subject subject, Reporter reporter) {
    Node path = seccomp(subject).get("listenerPath");
    if ((path.isAbsent() || path.is("")) && subject.at("annotations", RECEIVER).isAbsent()) {
      asking(subject)
          .ifPresent(
              action ->
                  reporter.report(
                      action, "expected listenerPath beside an action " + NOTIFY + ", found none"));
    }
  }

  private static void byDefault(Subject subject, Reporter reporter) {
    Node action = seccomp(subject).get("defaultAction");
    if (action.is(NOTIFY)) {
      reporter.report(action, "expected a default action that needs no agent, found " + NOTIFY);
    }
  }

  private static void write(Subject subject, Reporter reporter) {
    for (Node entry : seccomp(subject).get("syscalls").elements()) {
      if (entry.get("action").is(NOTIFY)) {
        for (Node name : entry.get("names").elements()) {
          if (name.is("write")) {
            reporter.report(
                name, "expected another action for the system call write, found " + NOTIFY);
          }
        }
      }
    }
  }

  private static void absolute(Subject subject, Reporter reporter) {
    path(subject)
        .filter(text -> !text.startsWith("/"))
        .ifPresent(
            text ->
                reporter.report(
                    seccomp(subject).get("listenerPath"),
                    "expected an absolute path, found " + RuleFacts.shown(text)));
  }

  private static void plugins(Subject subject, Reporter reporter) {
    Node plugins = subject.at("annotations", PLUGINS);
    if (plugins.isPresent() && path(subject).isPresent()) {
      reporter.report(
          plugins, "expected one of listenerPath and the annotation " + PLUGINS + ", found both");
    }
  }
}
