package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;

import java.util.List;
import java.util.function.Consumer;

/** Rules about {@code hooks}. */
final class HookRules {
  private static final String HOOKS = "config.md#configHooks";
  private static final long LONGEST = Integer.MAX_VALUE;

  private static final List<String> KINDS =
      List.of(
          "prestart",
          "createRuntime",
          "createContainer",
          "startContainer",
          "poststart",
          "poststop");

  static final List<Rule> LIST =
      List.of(
          must("hooks-path-absolute", HOOKS, V1_0_0, HookRules::absolute)
              .says("On POSIX platforms, the path of a hook is absolute.")
              .because("Hooks run in whatever directory the runtime was started in.")
              .runtimes("runc, crun and runsc fail to create the container."),
          runtime("hooks-env-name-value", HOOKS, V1_0_0, HookRules::environment)
              .says("Each entry of a hook's env is a name, =, and a value, without NUL characters.")
              .because("Programs look variables up by what stands before the =.")
              .runtimes("oci-runtime-tool validate refuses the document."),
          runtime("hooks-timeout-positive", HOOKS, V1_0_0, HookRules::timeout)
              .says("The timeout of a hook is at least one second and fits 32 bits.")
              .because("A hook that has no time can't do anything; runtimes disagree on 0.")
              .runtimes("With 0, runc and runsc kill the hook at once; crun lets it run."),
          should(
                  "hooks-prestart-deprecated",
                  "config.md#configHooksPrestart",
                  V1_0_2,
                  HookRules::old)
              .says("There are no prestart hooks.")
              .because(
                  "They are deprecated since 1.0.2; createRuntime, createContainer and"
                      + " startContainer say clearer when and where a hook runs."),
          should("hooks-not-on-windows", HOOKS, V1_0_0, HookRules::notOnWindows)
              .on(Platform.WINDOWS)
              .says("On Windows, there are no hooks.")
              .because("Hooks are defined for POSIX platforms only."));

  private HookRules() {}

  private static void each(Subject subject, Consumer<Node> consumer) {
    Node hooks = subject.at("hooks");
    if (hooks.isPresent()) {
      for (String kind : KINDS) {
        hooks.get(kind).elements().forEach(consumer);
      }
    }
  }

  private static void absolute(Subject subject, Reporter reporter) {
    if (PathForms.isForPosix(subject)) {
      each(subject, hook -> absolute(subject, hook.get("path"), reporter));
    }
  }

  private static void absolute(Subject subject, Node path, Reporter reporter) {
    path.asText()
        .filter(text -> !PathForms.isAbsolute(subject, text))
        .ifPresent(
            text ->
                reporter.report(
                    path,
                    "expected an absolute path, found " + shown(text),
                    "write the full path"));
  }

  private static void environment(Subject subject, Reporter reporter) {
    each(subject, hook -> EnvironmentEntries.check(hook.get("env"), reporter));
  }

  private static void timeout(Subject subject, Reporter reporter) {
    each(subject, hook -> timeout(hook.get("timeout"), reporter));
  }

  private static void timeout(Node timeout, Reporter reporter) {
    if (NumberFacts.isBelow(timeout, 1) || NumberFacts.isAbove(timeout, LONGEST)) {
      reporter.report(
          timeout,
          "expected from 1 to " + LONGEST + " seconds, found " + NumberFacts.shown(timeout),
          "leave timeout out for a hook that may run as long as it likes");
    }
  }

  private static void old(Subject subject, Reporter reporter) {
    Node prestart = subject.at("hooks", "prestart");
    if (!prestart.elements().isEmpty()) {
      reporter.report(
          prestart,
          "expected no prestart hooks, which are deprecated, found " + prestart.elements().size(),
          "move them to createRuntime, which runs at the same time");
    }
  }

  private static void notOnWindows(Subject subject, Reporter reporter) {
    Node hooks = subject.at("hooks");
    if (hooks.isPresent() && !PathForms.isForPosix(subject)) {
      reporter.report(hooks, "expected no hooks in a document for Windows");
    }
  }
}
