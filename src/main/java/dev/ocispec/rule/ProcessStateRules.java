package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_1_0;

import java.util.List;

/** Rules about the state of a process that an agent for system calls receives. */
final class ProcessStateRules {
  private static final String DESCRIPTOR = "seccompFd";

  static final List<Rule> LIST =
      List.of(
          must(
                  "process-state-required",
                  "config-linux.md#containerprocessstate",
                  V1_1_0,
                  ProcessStateRules::required)
              .forKind(DocumentKind.PROCESS_STATE)
              .on(Platform.LINUX)
              .says("A process state has ociVersion, pid and state.")
              .because("An agent tells by them which process of which container asks."),
          should(
                  "process-state-seccomp-fd",
                  "config-linux.md#configLinuxSeccomp",
                  V1_1_0,
                  ProcessStateRules::descriptor)
              .forKind(DocumentKind.PROCESS_STATE)
              .on(Platform.LINUX)
              .says("fds has the name seccompFd.")
              .because(
                  "Its place tells the agent which of the descriptors that came with the message is"
                      + " the filter's."));

  private ProcessStateRules() {}

  private static void required(Subject subject, Reporter reporter) {
    for (String member : List.of("ociVersion", "pid", "state")) {
      if (subject.at(member).isAbsent()) {
        reporter.report(
            subject.at(member), "expected ociVersion, pid and state, found no " + member);
      }
    }
  }

  private static void descriptor(Subject subject, Reporter reporter) {
    Node fds = subject.at("fds");
    if (fds.isPresent() && !RuleFacts.has(fds, DESCRIPTOR)) {
      reporter.report(
          fds, "expected the name " + DESCRIPTOR + " for the filter's descriptor, found none");
    }
  }
}
