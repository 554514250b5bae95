package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.must;
import static dev.ocispec.rule.RuleList.should;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.List;
import java.util.function.Predicate;

/** Rules about {@code solaris}: what its texts have to look like. */
final class SolarisRules {
  private static final String SIZE = "a number with an optional scale, such as 512m";
  private static final String CPUS = "a number of CPUs, such as 8, .75 or 1.25";
  private static final String PRIVILEGES = "privileges separated by commas, such as default,!net";

  static final List<Rule> LIST =
      List.of(
          must(
                  "solaris-max-shm-memory-format",
                  "config-solaris.md#configSolarisMaxShmMemory",
                  V1_0_0,
                  form(SIZE, SolarisRules::isSize, "maxShmMemory"))
              .on(Platform.SOLARIS)
              .says("solaris.maxShmMemory is a number with an optional scale K, M, G or T.")
              .because("prctl(1) reads no other form."),
          must(
                  "solaris-capped-memory-format",
                  "config-solaris.md#configSolarisCappedMemory",
                  V1_0_0,
                  SolarisRules::cappedMemory)
              .on(Platform.SOLARIS)
              .says("physical and swap are numbers with an optional scale K, M, G or T.")
              .because("zonecfg(1M) reads no other form."),
          must(
                  "solaris-ncpus-format",
                  "config-solaris.md#configSolarisCappedCpu",
                  V1_0_0,
                  form(CPUS, SolarisRules::isDecimal, "cappedCPU", "ncpus"))
              .on(Platform.SOLARIS)
              .says("solaris.cappedCPU.ncpus is a decimal number, possibly with a fraction.")
              .because("zonecfg(1M) reads no other form."),
          should(
                  "solaris-limitpriv-format",
                  "config-solaris.md#configSolarisLimitpriv",
                  V1_0_0,
                  form(PRIVILEGES, SolarisRules::isPrivileges, "limitpriv"))
              .on(Platform.SOLARIS)
              .says("solaris.limitpriv is a list of privileges separated by commas.")
              .because("Privilege sets are specified so."),
          must(
                  "solaris-configure-allowed-address",
                  "config-solaris.md#configSolarisAutomaticNetwork",
                  V1_0_0,
                  SolarisRules::allowedAddress)
              .on(Platform.SOLARIS)
              .says("configureAllowedAddress is the string true or false.")
              .because("It is a switch, and its type is string all the same."));

  private SolarisRules() {}

  private static RuleCheck form(String expected, Predicate<String> form, String... path) {
    return (subject, reporter) -> check(subject.at("solaris", path), expected, form, reporter);
  }

  private static void check(Node node, String expected, Predicate<String> form, Reporter reporter) {
    node.asText()
        .filter(form.negate())
        .ifPresent(
            text ->
                reporter.report(node, "expected " + expected + ", found " + RuleFacts.shown(text)));
  }

  private static void cappedMemory(Subject subject, Reporter reporter) {
    Node memory = subject.at("solaris", "cappedMemory");
    check(memory.get("physical"), SIZE, SolarisRules::isSize, reporter);
    check(memory.get("swap"), SIZE, SolarisRules::isSize, reporter);
  }

  private static void allowedAddress(Subject subject, Reporter reporter) {
    for (Node net : subject.at("solaris", "anet").elements()) {
      check(
          net.get("configureAllowedAddress"),
          "true or false",
          text -> text.equals("true") || text.equals("false"),
          reporter);
    }
  }

  private static boolean isSize(String text) {
    boolean scaled = !text.isEmpty() && "KMGTkmgt".indexOf(text.charAt(text.length() - 1)) >= 0;
    return isDecimal(scaled ? text.substring(0, text.length() - 1) : text);
  }

  /** Whether digits stand there, with at most one point among them. */
  private static boolean isDecimal(String text) {
    int digits = 0;
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        points++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      }
    }
    return digits > 0 && points <= 1 && digits + points == text.length();
  }

  private static boolean isPrivileges(String text) {
    for (String privilege : text.split(",", -1)) {
      boolean taken = privilege.startsWith("!") || privilege.startsWith("-");
      if (!isName(taken ? privilege.substring(1) : privilege)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
