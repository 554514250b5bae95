package dev.ocispec.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The environment that was seen is compared with the one that was asked for. */
@Tag("unit")
class EnvironmentCheckTest {
  /** {@code ~} stands for a line break, in what the probe prints too. */
  private static AttestationCheck check(List<String> variables, String seen) {
    Spec spec =
        Spec.builder()
            .process(
                process ->
                    process
                        .args("true")
                        .cwd("/build=x")
                        .env(variables.stream().map(v -> v.replace('~', '\n')).toList()))
            .build();
    String lines = seen.isEmpty() ? "" : "|" + seen.replace("~", "\n|") + "\n";
    return new EnvironmentCheck(
            spec, Observation.parse("= environment\n" + lines + "= root\n/etc\n"))
        .all()
        .get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "A=1, HOME=/h, A=1HOME=/h, true",
    "A=1, HOME=/h, HOME=/hA=1, false",
    "A=1, HOME=/h, A=1HOME=/h/x, false",
    "A=1, HOME=/h, A=1HOME=/hB=2, false",
    "A=1, B=2, A=1B=2HOME=/, true",
    "A=1, B=2, A=1B=2, true",
    "A=1, B=2, A=1B=2HOME=/C=3, false",
    "A=1, B=2, HOME=/A=1B=2, false",
    "A=1, A=2, A=2, false",
    "A=1~= root~x, B=, A=1~= root~xB=, true",
    "A=1~= root~x, B=, A=1~= root~yB=, false",
    "A=1, B=~, A=1B=, true",
    "HOME=, B=2, HOME=B=2, true",
    "HOME=, B=2, HOME=/hB=2, true",
    "HOME=, B=2, HOME=B=2HOME=/h, false",
    "A=1, B=2, A=1B=2HOME=/build=x, true"
  })
  void itHasToBeTheSameInTheSameOrder(String one, String other, String seen, boolean holds) {
    assertThat(check(List.of(one, other), seen).holds()).isEqualTo(holds);
  }

  @Test
  void anEmptyOneMayHaveAHomeAndNothingElse() {
    assertThat(check(List.of(), "").holds()).isTrue();
    assertThat(check(List.of(), "HOME=/root").holds()).isTrue();
    assertThat(check(List.of(), "PATH=/bin").holds()).isFalse();
  }

  @Test
  void valuesAreNotTold() {
    AttestationCheck check = check(List.of("KEY=secret", "HOME=/"), "KEY=sesameHOME=/");

    assertThat(check.name()).isEqualTo("environment");
    assertThat(check.expected()).isEqualTo("2 variables of 16 characters");
    assertThat(check.found()).isEqualTo("16 characters, of which the first 6 are these");
  }

  @Test
  void aValueCannotLookLikeASection() {
    Observation observed = Observation.parse("= environment\n|A=\r= root\n|= end\n= root\n/etc\n");

    assertThat(observed.sections().keySet()).containsExactly("environment", "root");
    assertThat(observed.without("environment").sections().keySet()).containsExactly("root");
  }
}
