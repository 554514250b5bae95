package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.info;
import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_0_2;

import java.util.List;

/** Rules about {@code process}: what is run, and where. */
final class ProcessRules {
  private static final String PROCESS = "config.md#configProcess";

  static final List<Rule> LIST =
      List.of(
          runtime("process-required-for-start", PROCESS, V1_0_0, ProcessRules::required)
              .says("process is set if the container is to be started.")
              .because("Without it a container can be created, but there is nothing to start.")
              .runtimes(
                  "runc, runsc and crun 1.8.1 refuse the document; later crun creates and starts"
                      + " it with success, and nothing runs."),
          info("process-console-size-terminal", PROCESS, V1_0_0, ProcessRules::consoleSize)
              .says("process.consoleSize stands beside \"terminal\": true.")
              .because("Runtimes ignore the size when there is no terminal."),
          must("process-cwd-absolute", PROCESS, V1_0_0, ProcessRules::cwd)
              .says("process.cwd is an absolute path.")
              .because("There is nothing yet that it could be relative to.")
              .runtimes("runc refuses the document; crun and runsc run it."),
          must("process-args-not-empty", PROCESS, V1_0_0, ProcessRules::args)
              .says("On every platform but Windows, process.args has at least one entry.")
              .because("The first one names the program.")
              .runtimes(
                  "runc and runsc refuse the document; crun starts it with success when args is"
                      + " missing, and nothing runs."),
          must("process-command-line-or-args", PROCESS, V1_0_2, ProcessRules::commandLine)
              .on(Platform.WINDOWS)
              .says("On Windows, process has commandLine or args.")
              .because("One of the two has to name the program."),
          runtime("process-env-name-value", PROCESS, V1_0_0, ProcessRules::environment)
              .says("Each entry of process.env is a name, =, and a value, without NUL characters.")
              .because("Programs look variables up by what stands before the =.")
              .runtimes(
                  "runc refuses the document, runsc that without =; crun hands the entry on, cut"
                      + " off at the NUL."));

  private ProcessRules() {}

  private static void required(Subject subject, Reporter reporter) {
    Node process = subject.at("process");
    if (process.isAbsent()) {
      reporter.report(
          process, "expected process, without which the container can't be started, found none");
    }
  }

  private static void consoleSize(Subject subject, Reporter reporter) {
    Node size = subject.at("process", "consoleSize");
    if (size.isPresent() && !subject.at("process", "terminal").isTrue()) {
      reporter.report(
          size, "expected \"terminal\": true beside consoleSize, which is ignored without it");
    }
  }

  private static void cwd(Subject subject, Reporter reporter) {
    Node cwd = subject.at("process", "cwd");
    cwd.asText()
        .filter(path -> !PathForms.isAbsolute(subject, path))
        .ifPresent(
            path ->
                reporter.report(
                    cwd,
                    "expected an absolute path, found " + shown(path),
                    "write the full path inside the container"));
  }

  private static void args(Subject subject, Reporter reporter) {
    Node process = subject.at("process");
    Node args = process.get("args");
    if (process.isPresent()
        && RuleFacts.isWithoutElements(args)
        && !subject.isFor(Platform.WINDOWS)) {
      reporter.report(args, "expected the program as first entry of process.args, found none");
    }
  }

  /** An empty list counts as none: the Go bindings leave it out. */
  private static void commandLine(Subject subject, Reporter reporter) {
    Node process = subject.at("process");
    Node line = process.get("commandLine");
    if (process.isPresent()
        && line.isAbsent()
        && RuleFacts.isWithoutElements(process.get("args"))) {
      reporter.report(line, "expected process.commandLine or process.args, found neither");
    }
  }

  private static void environment(Subject subject, Reporter reporter) {
    EnvironmentEntries.check(subject.at("process", "env"), reporter);
  }
}
