package dev.ocispec.attestation;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What must hold of the environment: it is what the specification says, byte for byte, in that
 * order, and nothing is added but {@code HOME} by the runtime where it is not set.
 */
final class EnvironmentCheck {
  /** What the probe found: lines after a bar, without the zeros that end each variable. */
  static final String SECTION = "environment";

  private static final String HOME = "HOME=";

  private final Spec spec;
  private final Observation observed;

  EnvironmentCheck(Spec spec, Observation observed) {
    this.spec = spec;
    this.observed = observed;
  }

  List<AttestationCheck> all() {
    List<String> variables = spec.process().map(ContainerProcess::env).orElse(List.of());
    String expected = withoutLastBreaks(String.join("", variables));
    String found =
        withoutLastBreaks(
            observed.section(SECTION).stream()
                .map(line -> line.startsWith("|") ? line.substring(1) : line)
                .collect(Collectors.joining("\n")));
    boolean home = variables.stream().noneMatch(EnvironmentCheck::isHome);
    boolean holds = found.equals(expected) || home && isWithHome(variables, found);
    return List.of(
        new AttestationCheck(
            SECTION,
            holds,
            variables.size()
                + " variables of "
                + expected.length()
                + " characters"
                + (home ? ", and perhaps HOME" : ""),
            holds ? "these" : difference(expected, found)));
  }

  /** An empty one is none to runtimes. */
  private static boolean isHome(String variable) {
    return variable.startsWith(HOME) && variable.length() > HOME.length();
  }

  /**
   * Runtimes set the variable to the folder of the user: in its place if it is there and empty,
   * else as the last one. No further variable can hide in such a folder.
   */
  private boolean isWithHome(List<String> variables, String found) {
    String folder =
        "(/[^=\\n]*|"
            + spec.process().map(process -> Pattern.quote(process.cwd())).orElse("/")
            + ")";
    String known =
        variables.stream()
            .map(variable -> variable.equals(HOME) ? HOME + folder : Pattern.quote(variable))
            .collect(Collectors.joining());
    return found.matches(variables.contains(HOME) ? known : known + HOME + folder);
  }

  /** A shell can't tell whether a value ends with them. */
  private static String withoutLastBreaks(String text) {
    return text.replaceAll("\n+$", "");
  }

  /** Values can be secrets, so that only the place is told. */
  private static String difference(String expected, String found) {
    int same = 0;
    int shorter = Math.min(expected.length(), found.length());
    while (same < shorter && expected.charAt(same) == found.charAt(same)) {
      same++;
    }
    return found.length() + " characters, of which the first " + same + " are these";
  }
}
