package dev.ocispec.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The limits of control groups, as they were seen. */
@Tag("unit")
class ControlGroupChecksTest {
  private static final Spec SPEC =
      Spec.builder()
          .linux(
              linux ->
                  linux
                      .addNamespace(n -> n.type(LinuxNamespaceType.CGROUP))
                      .resources(r -> r.pids(p -> p.limit(512)).memory(m -> m.limit(10_000L))))
          .build();

  private static List<AttestationCheck> checks(Spec spec, String seen) {
    return new ControlGroupChecks(
            spec, Observation.parse("= control-groups\n" + seen + "\n= end\n"))
        .all();
  }

  @Test
  void limitsOfBothVersionsAreCompared() {
    assertThat(checks(SPEC, "pids.max 512\nmemory.max 8192"))
        .containsExactly(
            new AttestationCheck("limit-group-processes", true, "512", "512"),
            new AttestationCheck("limit-group-memory", true, "8192", "8192"));
    assertThat(checks(SPEC, "pids.max 512\nmemory.limit_in_bytes 8192"))
        .allMatch(AttestationCheck::holds)
        .hasSize(2);
  }

  @Test
  void aGroupWithoutTheLimitIsNoticed() {
    assertThat(checks(SPEC, "pids.max max\nmemory.limit_in_bytes 9223372036854771712"))
        .containsExactly(
            new AttestationCheck("limit-group-processes", false, "512", "max"),
            new AttestationCheck("limit-group-memory", false, "8192", "9223372036854771712"));
  }

  @Test
  void groupsOfTheHostAreNoneOfTheSandbox() {
    Spec without = SPEC.toBuilder().linux(linux -> linux.namespaces(List.of())).build();

    assertThat(checks(without, "pids.max max")).isEmpty();
    assertThat(checks(SPEC, "")).isEmpty();
  }
}
