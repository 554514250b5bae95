package dev.ocispec.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sizes of file systems in memory, as they were seen. */
@Tag("unit")
class LimitChecksTest {
  private static AttestationCheck check(String wanted, String seen) {
    Spec spec =
        Spec.builder()
            .addMount(m -> m.destination("/tmp").type("tmpfs").options("nodev", "size=" + wanted))
            .addMount(m -> m.destination("/build").type("bind").options("rbind"))
            .build();
    Observation observed =
        Observation.parse(
            "= mounts\n1 2 0:5 / /tmp rw,nodev - tmpfs tmpfs rw," + seen + "\n= end\n");

    assertThat(new LimitChecks(spec, observed).all()).hasSize(2);
    return new LimitChecks(spec, observed).all().get(0);
  }

  @Test
  void theSizeIsTheOneThatWasAskedForInWholePages() {
    assertThat(check("65536k", "size=65536k").holds()).isTrue();
    assertThat(check("1073741824", "size=1048576k,inode64").holds()).isTrue();
    assertThat(check("5000", "size=8k").holds()).isTrue();
  }

  @Test
  void anotherSizeOrNoneIsNoticed() {
    assertThat(check("65536k", "size=131072k"))
        .isEqualTo(new AttestationCheck("size /tmp", false, "65536k", "131072k"));
    assertThat(check("65536k", "inode64"))
        .isEqualTo(new AttestationCheck("size /tmp", false, "65536k", "none"));
  }

  @Test
  void programsCanBeRunWhereThatWasAskedFor() {
    Spec spec =
        Spec.builder()
            .addMount(m -> m.destination("/dev/shm").type("tmpfs").options("nodev"))
            .addMount(m -> m.destination("/tmp").type("tmpfs").options("noexec"))
            .build();

    assertThat(new LimitChecks(spec, mounted("rw,nodev")).all())
        .containsExactly(
            new AttestationCheck("exec /dev/shm", true, "mounted without noexec", "rw,nodev"));
    assertThat(new LimitChecks(spec, mounted("rw,noexec")).all())
        .containsExactly(
            new AttestationCheck("exec /dev/shm", false, "mounted without noexec", "rw,noexec"));
  }

  private static Observation mounted(String flags) {
    return Observation.parse(
        "= mounts\n1 2 0:5 / /dev/shm " + flags + " - tmpfs tmpfs rw,size=4k\n= end\n");
  }
}
