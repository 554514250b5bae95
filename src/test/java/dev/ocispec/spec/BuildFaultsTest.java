package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.state.State;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code build()} refuses: all of it at once, each with its place. */
@Tag("unit")
class BuildFaultsTest {
  private static List<String> faults(ThrowingCallable build) {
    InvalidDocumentException refused = catchThrowableOfType(InvalidDocumentException.class, build);
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.getMessage())
        .contains(refused.report().findings().stream().map(Finding::toLine).toList());
    return refused.report().findings().stream()
        .map(finding -> finding.rule() + " " + finding.pointer() + ": " + finding.message())
        .toList();
  }

  @Test
  void allFaultsOfATreeAreInOneException() {
    assertThat(
            faults(
                () ->
                    Spec.builder()
                        .process(
                            p ->
                                p.user(u -> u.uid(-1).gid(1L << 32))
                                    .addRlimit(r -> r.type("RLIMIT_CPU").soft(-5)))
                        .root(r -> r.readonly(true))
                        .addMount(m -> m.destination("/ok"))
                        .addMount(m -> m.type("tmpfs"))
                        .linux(l -> l.addDevice(d -> d.fileMode(-1)))
                        .build()))
        .containsExactly(
            "schema-minimum /process/user/uid: expected a whole number from 0 to 4294967295,"
                + " found -1",
            "schema-maximum /process/user/gid: expected a whole number from 0 to 4294967295,"
                + " found 4294967296",
            "schema-required /process: required member \"cwd\" is missing",
            "schema-minimum /process/rlimits/0/soft: expected a whole number from 0 to"
                + " 18446744073709551615, found -5",
            "schema-required /process/rlimits/0: required member \"hard\" is missing",
            "schema-required /root: required member \"path\" is missing",
            "schema-required /mounts/1: required member \"destination\" is missing",
            "schema-required /linux/devices/0: required member \"path\" is missing",
            "schema-required /linux/devices/0: required member \"type\" is missing",
            "schema-minimum /linux/devices/0/fileMode: expected a whole number from 0 to"
                + " 4294967295, found -1");
  }

  @Test
  void aFaultThatIsMendedIsForgotten() {
    Spec.Builder spec = Spec.builder().process(p -> p.user(u -> u.uid(-1)));

    assertThat(faults(spec::build)).hasSize(2);
    assertThat(faults(() -> spec.process(p -> p.cwd("/")).build()))
        .singleElement()
        .asString()
        .startsWith("schema-minimum /process/user/uid");
    assertThat(spec.process(p -> p.user(u -> u.uid(1))).build().process()).isPresent();
  }

  @Test
  void aNegativeUnsignedNumberIsReportedEvenThoughItHasBits() {
    PosixRlimit.Builder limit = PosixRlimit.builder().type("RLIMIT_CPU").soft(-1).hard(0);

    assertThat(faults(limit::build))
        .containsExactly(
            "schema-minimum /soft: expected a whole number from 0 to 18446744073709551615,"
                + " found -1");
    assertThat(limit.soft(Unsigned64.MAX).build().soft()).isEqualTo(Unsigned64.MAX);
  }

  @Test
  void pointersAreEscaped() {
    assertThat(
            faults(
                () ->
                    Linux.builder()
                        .resources(r -> r.putRdma("a/b~c", d -> d.hcaHandles(-1)))
                        .build()))
        .containsExactly(
            "schema-minimum /resources/rdma/a~1b~0c/hcaHandles: expected a whole number from 0 to"
                + " 4294967295, found -1");
  }

  @Test
  void whatOnlyTheSchemaRefusesIsBuilt() {
    LinuxDevice device = LinuxDevice.builder().path("/dev/x").type("weird").fileMode(8630).build();

    assertThat(device.fileMode()).hasValue(8630);
    assertThat(device.type().isKnown()).isFalse();
  }

  @Test
  void aStateNeedsItsMembers() {
    assertThat(faults(() -> State.builder().pid(1).build()))
        .containsExactly(
            "schema-required : required member \"ociVersion\" is missing",
            "schema-required : required member \"id\" is missing",
            "schema-required : required member \"status\" is missing",
            "schema-required : required member \"bundle\" is missing");
  }
}
