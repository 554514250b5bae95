package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;
import static dev.ocispec.version.Release.V1_1_0;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules about what the filter of {@code linux.seccomp} does with which system calls. */
final class SeccompFilterRules {
  private static final String SECTION = "config-linux.md#configLinuxSeccomp";

  private static final String ERRNO = "SCMP_ACT_ERRNO";
  private static final String TRACE = "SCMP_ACT_TRACE";

  // The kernel's MAX_ERRNO, from which on libseccomp refuses; tracers get 16 bits.
  private static final BigInteger LARGEST_ERRNO = BigInteger.valueOf(4094);
  private static final BigInteger LARGEST_MESSAGE = BigInteger.valueOf(0xFFFF);

  private static final BigInteger LAST_ARGUMENT = BigInteger.valueOf(5);

  private static final Set<String> FOREIGN =
      Set.of(
          "SCMP_ARCH_PARISC",
          "SCMP_ARCH_PARISC64",
          "SCMP_ARCH_M68K",
          "SCMP_ARCH_SH",
          "SCMP_ARCH_SHEB");

  private static final Set<String> KILLING =
      Set.of("SCMP_ACT_KILL", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL_THREAD");

  static final List<Rule> LIST =
      List.of(
          must("seccomp-errno-ret-action", SECTION, V1_1_0, SeccompFilterRules::errnoAction)
              .on(Platform.LINUX)
              .says("errnoRet is set only with SCMP_ACT_ERRNO or SCMP_ACT_TRACE.")
              .because("No other action returns an error number.")
              .runtimes("crun refuses the document, runc ignores the number."),
          must("seccomp-default-errno-ret-action", SECTION, V1_1_0, SeccompFilterRules::byDefault)
              .on(Platform.LINUX)
              .says("defaultErrnoRet is set only when defaultAction is ERRNO or TRACE.")
              .because("No other action returns an error number.")
              .runtimes("crun refuses the document, runc ignores the number."),
          runtime("seccomp-errno-range", SECTION, V1_1_0, SeccompFilterRules::errnoRange)
              .on(Platform.LINUX)
              .says(
                  "errnoRet and defaultErrnoRet are at most 4094 with SCMP_ACT_ERRNO, and 65535"
                      + " with SCMP_ACT_TRACE.")
              .because("Larger numbers don't fit into what the kernel returns.")
              .runtimes(
                  "runc and crun refuse larger error numbers up to 65535 and cut off the upper bits"
                      + " of those above; youki refuses more than 65535."),
          runtime("seccomp-names-not-empty", SECTION, V1_0_0, SeccompFilterRules::emptyName)
              .on(Platform.LINUX)
              .says("No name of a system call is empty.")
              .because("There is no such system call.")
              .runtimes("runc refuses the document, crun ignores the name."),
          runtime("seccomp-arg-index", SECTION, V1_0_0, SeccompFilterRules::argument)
              .on(Platform.LINUX)
              .says("index is the number of an argument, from 0 to 5.")
              .because("System calls have at most six arguments.")
              .runtimes("runc and crun refuse the document."),
          runtime("seccomp-arg-index-repeated", SECTION, V1_0_0, SeccompFilterRules::repeated)
              .on(Platform.LINUX)
              .says("An entry compares each argument once at most.")
              .because("What should hold together becomes a choice: any one comparison is enough.")
              .runtimes(
                  "runc, crun and youki let any one of the comparisons decide; crun also leaves"
                      + " out all after the sixth."),
          runtime("seccomp-architecture-known", SECTION, V1_0_0, SeccompFilterRules::architecture)
              .on(Platform.LINUX)
              .says("architectures names none of PARISC, PARISC64, M68K, SH and SHEB.")
              .because("The specification lists them, but runtimes lack them.")
              .runtimes("runc refuses the document; crun 1.8.1 does on amd64."),
          should("seccomp-default-kill-without-syscalls", SECTION, V1_0_0, SeccompFilterRules::kill)
              .on(Platform.LINUX)
              .says("A filter that kills by default has entries in syscalls.")
              .because("Without any, the container can't even start.")
              .runtimes(
                  "runc create hangs for ever with SCMP_ACT_KILL; under crun the container is"
                      + " killed."));

  private SeccompFilterRules() {}

  private static Node seccomp(Subject subject) {
    return subject.at("linux", "seccomp");
  }

  private static List<? extends Node> entries(Subject subject) {
    return seccomp(subject).get("syscalls").elements();
  }

  private static void errnoAction(Subject subject, Reporter reporter) {
    for (Node entry : entries(subject)) {
      onlyWithNumber(entry.get("errnoRet"), entry.get("action"), reporter);
    }
  }

  private static void byDefault(Subject subject, Reporter reporter) {
    Node seccomp = seccomp(subject);
    onlyWithNumber(seccomp.get("defaultErrnoRet"), seccomp.get("defaultAction"), reporter);
  }

  private static void onlyWithNumber(Node number, Node action, Reporter reporter) {
    if (number.isPresent() && action.isPresent() && !action.is(ERRNO) && !action.is(TRACE)) {
      reporter.report(
          number,
          "expected no error number with "
              + RuleFacts.shown(action.asText().orElse(""))
              + ", found "
              + number.asInteger().orElse(BigInteger.ZERO),
          "remove it, or use " + ERRNO);
    }
  }

  private static void errnoRange(Subject subject, Reporter reporter) {
    Node seccomp = seccomp(subject);
    inRange(seccomp.get("defaultErrnoRet"), seccomp.get("defaultAction"), reporter);
    for (Node entry : entries(subject)) {
      inRange(entry.get("errnoRet"), entry.get("action"), reporter);
    }
  }

  private static void inRange(Node number, Node action, Reporter reporter) {
    BigInteger largest = action.is(ERRNO) ? LARGEST_ERRNO : LARGEST_MESSAGE;
    if (!action.is(ERRNO) && !action.is(TRACE)) {
      return;
    }
    number
        .asInteger()
        .filter(value -> value.compareTo(largest) > 0)
        .ifPresent(
            value ->
                reporter.report(
                    number, "expected an error number up to " + largest + ", found " + value));
  }

  private static void emptyName(Subject subject, Reporter reporter) {
    for (Node entry : entries(subject)) {
      for (Node name : entry.get("names").elements()) {
        if (name.is("")) {
          reporter.report(name, "expected the name of a system call, found an empty string");
        }
      }
    }
  }

  private static void argument(Subject subject, Reporter reporter) {
    for (Node entry : entries(subject)) {
      for (Node argument : entry.get("args").elements()) {
        Node index = argument.get("index");
        index
            .asInteger()
            .filter(value -> value.compareTo(LAST_ARGUMENT) > 0)
            .ifPresent(
                value ->
                    reporter.report(index, "expected an argument from 0 to 5, found " + value));
      }
    }
  }

  private static void repeated(Subject subject, Reporter reporter) {
    for (Node entry : entries(subject)) {
      Set<BigInteger> seen = new HashSet<>();
      for (Node argument : entry.get("args").elements()) {
        Node index = argument.get("index");
        index
            .asInteger()
            .filter(value -> !seen.add(value))
            .ifPresent(
                value ->
                    reporter.report(
                        index,
                        "expected each argument once, found "
                            + value
                            + " again; runtimes then let any one comparison decide",
                        "write comparisons that must all hold in another way, such as one"
                            + " SCMP_CMP_MASKED_EQ"));
      }
    }
  }

  private static void architecture(Subject subject, Reporter reporter) {
    for (Node architecture : seccomp(subject).get("architectures").elements()) {
      architecture
          .asText()
          .filter(FOREIGN::contains)
          .ifPresent(
              text ->
                  reporter.report(
                      architecture,
                      "expected an architecture that runtimes know, found " + text,
                      "remove it"));
    }
  }

  private static void kill(Subject subject, Reporter reporter) {
    Node action = seccomp(subject).get("defaultAction");
    if (entries(subject).isEmpty() && action.asText().filter(KILLING::contains).isPresent()) {
      reporter.report(
          action,
          "expected entries in syscalls beside the default action "
              + action.asText().orElse("")
              + ", found none");
    }
  }
}
