package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.Set;

/** Rules about the state of a container. */
final class StateRules {
  private static final String SECTION = "runtime.md#runtimeState";

  private static final Set<String> STATUSES = Set.of("creating", "created", "running", "stopped");

  static final List<Rule> LIST =
      List.of(
          info("state-status-extensible", SECTION, V1_0_0, StateRules::status)
              .forKind(DocumentKind.STATE)
              .says("status is creating, created, running or stopped.")
              .because("Runtimes may have others, but few readers know what they mean.")
              .runtimes(
                  "runc, crun and runsc say paused of a paused container; crun says starting to"
                      + " startContainer hooks."),
          must("state-pid-required", SECTION, V1_0_0, StateRules::pid)
              .forKind(DocumentKind.STATE)
              .on(Platform.LINUX)
              .says("pid is set while status is created or running.")
              .because("Hooks and tools find the container's namespaces by it."),
          must("state-bundle-absolute", SECTION, V1_0_0, StateRules::bundle)
              .forKind(DocumentKind.STATE)
              .says("bundle is an absolute path.")
              .because("Hooks run in another directory than the runtime was started in."),
          runtime("state-id-characters", SECTION, V1_0_0, StateRules::id)
              .forKind(DocumentKind.STATE)
              .on(Platform.LINUX)
              .says(
                  "id has only ASCII letters, digits and _ + - . in it, and is neither one dot nor"
                      + " two.")
              .because("Runtimes make files and folders of that name.")
              .runtimes(
                  "runc, crun 1.28 and youki refuse such an id; crun up to 1.21 takes spaces,"
                      + " colons and letters beyond ASCII, but none that begins with a dot."));

  private StateRules() {}

  private static void status(Subject subject, Reporter reporter) {
    Node status = subject.at("status");
    status
        .asText()
        .filter(text -> !STATUSES.contains(text))
        .ifPresent(
            text ->
                reporter.report(
                    status,
                    "expected creating, created, running or stopped, found "
                        + RuleFacts.shown(text)
                        + ", which is the runtime's own"));
  }

  private static void pid(Subject subject, Reporter reporter) {
    Node status = subject.at("status");
    Node pid = subject.at("pid");
    if (pid.isAbsent() && (status.is("created") || status.is("running"))) {
      reporter.report(
          pid, "expected pid while status is " + status.asText().orElse("") + ", found none");
    }
  }

  private static void bundle(Subject subject, Reporter reporter) {
    Node bundle = subject.at("bundle");
    bundle
        .asText()
        .filter(text -> !PathForms.isAbsoluteSomewhere(text))
        .ifPresent(
            text ->
                reporter.report(
                    bundle, "expected an absolute path, found " + RuleFacts.shown(text)));
  }

  private static void id(Subject subject, Reporter reporter) {
    Node id = subject.at("id");
    id.asText()
        .filter(text -> !isSafe(text))
        .ifPresent(
            text ->
                reporter.report(
                    id,
                    "expected an id of ASCII letters, digits and _ + - . that is not . or .., found"
                        + " "
                        + RuleFacts.shown(text)));
  }

  private static boolean isSafe(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && !(c >= '0' && c <= '9') && "_+-.".indexOf(c) < 0) {
        return false;
      }
    }
    return !id.isEmpty() && !id.equals(".") && !id.equals("..");
  }
}
