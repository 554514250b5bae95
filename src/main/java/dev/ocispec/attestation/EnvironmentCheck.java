package dev.ocispec.attestation;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import java.util.List;
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
    boolean home = variables.stream().noneMatch(variable -> variable.startsWith(HOME));
    boolean holds = found.equals(expected) || home && isWithHome(expected, found);
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

  /** Runtimes set it last, to the folder of the user; no variable can hide in a path. */
  private static boolean isWithHome(String expected, String found) {
    return found.startsWith(expected)
        && found.substring(expected.length()).matches("HOME=/[^=\n]*");
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
