package dev.ocispec.rule;

import static dev.ocispec.rule.RuleFacts.shown;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import dev.ocispec.spec.Capability;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules about {@code process.capabilities}. */
final class CapabilitySetRules {
  private static final String PROCESS = "config.md#configLinuxProcess";

  private static final Set<String> KNOWN =
      Capability.known().stream().map(Capability::text).collect(Collectors.toUnmodifiableSet());

  static final List<Rule> LIST =
      List.of(
          should("capabilities-known", PROCESS, V1_0_0, CapabilitySetRules::known)
              .on(Platform.LINUX)
              .says("The names of capabilities are those of capabilities(7).")
              .because(
                  "Runtimes are to warn about names that the kernel does not know; the process"
                      + " runs without them.")
              .runtimes(
                  "runc and crun drop the name, crun takes lower case ones; runsc, youki and"
                      + " oci-runtime-tool validate refuse the document."),
          runtime(
                  "capabilities-effective-permitted",
                  PROCESS,
                  V1_0_0,
                  CapabilitySetRules::effective)
              .on(Platform.LINUX)
              .says("Each effective capability is permitted as well.")
              .because("capset(2) refuses it.")
              .runtimes(
                  "runc, crun, youki and runsc 20240729 fail to create the container; runsc"
                      + " 20221219 takes it."),
          runtime(
                  "capabilities-ambient-permitted-inheritable",
                  PROCESS,
                  V1_0_0,
                  CapabilitySetRules::ambient)
              .on(Platform.LINUX)
              .says("Each ambient capability is permitted and inheritable as well.")
              .because("The kernel makes no other capability ambient.")
              .runtimes(
                  "runc, crun and runsc drop the capability; oci-runtime-tool validate refuses the"
                      + " document."));

  private CapabilitySetRules() {}

  private static Node sets(Subject subject) {
    return subject.at("process", "capabilities");
  }

  private static void known(Subject subject, Reporter reporter) {
    for (Node set : sets(subject).members()) {
      for (Node name : set.elements()) {
        name.asText()
            .filter(text -> !KNOWN.contains(text))
            .ifPresent(text -> unknown(name, text, reporter));
      }
    }
  }

  private static void unknown(Node name, String text, Reporter reporter) {
    String message = "expected a capability that Linux knows, found " + shown(text);
    String upper = text.toUpperCase(Locale.ROOT);
    String meant = upper.startsWith("CAP_") ? upper : "CAP_" + upper;
    if (KNOWN.contains(meant)) {
      reporter.report(name, message, "write " + meant);
    } else {
      reporter.report(name, message);
    }
  }

  private static void effective(Subject subject, Reporter reporter) {
    within(sets(subject), "effective", "permitted", reporter);
  }

  private static void ambient(Subject subject, Reporter reporter) {
    within(sets(subject), "ambient", "permitted", reporter);
    within(sets(subject), "ambient", "inheritable", reporter);
  }

  private static void within(Node sets, String inner, String outer, Reporter reporter) {
    Set<String> allowed = new HashSet<>();
    for (Node name : sets.get(outer).elements()) {
      name.asText().ifPresent(allowed::add);
    }
    for (Node name : sets.get(inner).elements()) {
      name.asText()
          .filter(text -> !allowed.contains(text))
          .ifPresent(
              text ->
                  reporter.report(
                      name,
                      "expected only capabilities that are also "
                          + outer
                          + ", found "
                          + shown(text),
                      "add it to process.capabilities." + outer));
    }
  }
}
