package dev.ocispec.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which groups a process may have, by who starts the runtime. */
@Tag("unit")
class GroupsCheckTest {
  private static final HostFacts ROOT = HostFacts.builder().build();
  private static final HostFacts USER =
      HostFacts.builder().uid(1001).gid(1002).userName("ci").build();

  private static Spec rootful(long... groups) {
    return Spec.builder()
        .process(p -> p.cwd("/").user(u -> u.uid(1000).gid(100).additionalGids(groups)))
        .build();
  }

  /** Root inside is the user or an id that is lent to root, the build another lent one. */
  private static Spec rootless(long root) {
    return rootful().toBuilder()
        .linux(
            l ->
                l.addNamespace(n -> n.type(LinuxNamespaceType.USER))
                    .addGidMapping(m -> m.containerID(0).hostID(root).size(1))
                    .addGidMapping(m -> m.containerID(100).hostID(265_535).size(1)))
        .build();
  }

  private static AttestationCheck check(Spec spec, HostFacts host, String seen) {
    return new GroupsCheck(spec, host)
        .of(Observation.parse("= status\nGroups:\t" + seen + "\n= end\n"));
  }

  @Test
  void withoutAUserNamespaceThereAreThoseThatAreNamed() {
    assertThat(check(rootful(), ROOT, "").holds()).isTrue();
    assertThat(check(rootful(), ROOT, "100 ").holds()).as("its own").isTrue();
    assertThat(check(rootful(108), ROOT, "108 ").holds()).isTrue();
    assertThat(check(rootful(108), ROOT, "100"))
        .isEqualTo(new AttestationCheck("groups", false, "108", "none"));
    assertThat(check(rootful(), ROOT, "27 100"))
        .isEqualTo(new AttestationCheck("groups", false, "none", "27"));
    assertThat(check(rootful(), ROOT, "65534").holds()).isFalse();
  }

  @Test
  void anOrdinaryUsersOwnMayBeLeft() {
    String expected = "none, or left from the caller: 0 65534";

    assertThat(check(rootless(1002), USER, "").holds()).isTrue();
    assertThat(check(rootless(1002), USER, "0"))
        .as("the user's own group")
        .isEqualTo(new AttestationCheck("groups", true, expected, "0"));
    assertThat(check(rootless(1002), USER, "0 100 65534 65534").holds()).isTrue();
    assertThat(check(rootless(1002), USER, "7"))
        .isEqualTo(new AttestationCheck("groups", false, expected, "7"));
  }

  @Test
  void rootLeavesNoneInAUserNamespaceEither() {
    assertThat(check(rootless(265_534), ROOT, "100").holds()).isTrue();
    assertThat(check(rootless(265_534), ROOT, "0"))
        .isEqualTo(new AttestationCheck("groups", false, "none", "0"));
    assertThat(check(rootless(265_534), ROOT, "65534").holds()).isFalse();
  }
}
