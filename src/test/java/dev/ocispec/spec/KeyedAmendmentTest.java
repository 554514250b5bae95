package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.report.InvalidDocumentException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An element of a keyed list is amended in its place, or it is said that there is none. */
@Tag("unit")
class KeyedAmendmentTest {
  private static Spec spec() {
    return Spec.builder()
        .addMount(m -> m.destination("/proc").source("first"))
        .addMount(m -> m.destination("/proc").source("last").addOptions("ro"))
        .addMount(m -> m.destination("/sys"))
        .linux(l -> l.addDevice(d -> d.path("/dev/fuse").type("c").major(10).minor(229)))
        .build();
  }

  @Test
  void theLastMountAtADestinationIsAmended() {
    Spec edited = spec().toBuilder().editMount("/proc", m -> m.addOptions("nosuid")).build();

    assertThat(edited.mounts())
        .extracting(Mount::toString)
        .containsExactly(
            "Mount{\"destination\":\"/proc\",\"source\":\"first\"}",
            "Mount{\"destination\":\"/proc\",\"source\":\"last\",\"options\":[\"ro\",\"nosuid\"]}",
            "Mount{\"destination\":\"/sys\"}");
  }

  @Test
  void ofElementsThatDoNotStackTheLastRemainsInThePlaceOfTheFirst() {
    Linux linux =
        Linux.builder()
            .addNamespace(n -> n.type("pid").path("/1"))
            .addNamespace(n -> n.type("ipc"))
            .addNamespace(n -> n.type("pid").path("/2"))
            .editNamespace(LinuxNamespaceType.PID, n -> n.set("/x", JsonValue.of(1)))
            .build();

    assertThat(linux.namespaces())
        .extracting(LinuxNamespace::toString)
        .containsExactly(
            "LinuxNamespace{\"type\":\"pid\",\"path\":\"/2\",\"x\":1}",
            "LinuxNamespace{\"type\":\"ipc\"}");
  }

  @Test
  void whereThereIsNoneTheBuildSaysSoWithItsPlaceAndWhatToDo() {
    Spec.Builder builder =
        spec().toBuilder()
            .editMount("/tmp", m -> m.addOptions("nosuid"))
            .process(p -> p.cwd("/").editRlimit(PosixRlimitType.RLIMIT_CPU, r -> r.soft(1)))
            .linux(l -> l.editDevice("/dev/kvm", d -> d.fileMode(0666L)));

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(
            """
            invalid document, 3 findings:
            /mounts: no element with destination "/tmp" to amend; putMount adds one\
             [edit-target] (must)
            /process/rlimits: no element with type "RLIMIT_CPU" to amend; putRlimit adds one\
             [edit-target] (must)
            /linux/devices: no element with path "/dev/kvm" to amend; putDevice adds one\
             [edit-target] (must)\
            """);
  }

  @Test
  void anEditThatFoundNothingIsNotForgottenWhenAnElementIsAddedLater() {
    Spec.Builder builder =
        Spec.builder()
            .editMount("/tmp", m -> m.addOptions("nosuid"))
            .addMount(m -> m.destination("/tmp"))
            .putMount(m -> m.destination("/tmp"));

    assertThatThrownBy(builder::build)
        .hasMessageContaining("/mounts: no element with destination \"/tmp\" to amend");
    assertThat(builder.clearMounts().build()).isEqualTo(Spec.builder().build());
  }

  @Test
  void whatTheAmendmentBreaksHasItsPlace() {
    assertThatThrownBy(
            () ->
                spec().toBuilder()
                    .linux(l -> l.editDevice("/dev/fuse", d -> d.fileMode(-1)))
                    .build())
        .hasMessageContaining("/linux/devices/0/fileMode: expected a whole number from 0 to");
  }

  @Test
  void theLowestReleaseIsDeclaredWhateverWasDeclaredBefore() {
    Spec declared = Spec.builder().ociVersion("1.3.0").domainname("d").build();

    assertThat(declared.toBuilder().lowestOciVersion().build().ociVersion()).isEqualTo("1.1.0");
    assertThat(declared.toBuilder().lowestOciVersion().clearDomainname().build().ociVersion())
        .as("worked out when it is built")
        .isEqualTo("1.0.0");
    assertThat(declared.toBuilder().lowestOciVersion().ociVersion("1.2.0").build().ociVersion())
        .as("declared after")
        .isEqualTo("1.2.0");
  }

  @Test
  void anElementIsFoundByTheKeyThatItGotLater() {
    List<Mount.Builder> unfinished = new ArrayList<>();
    Spec.Builder builder = Spec.builder().putMount(m -> unfinished.add(m));
    for (int i = 0; i < 100; i++) {
      builder.putMount(Mount.builder().destination("/data/" + i).build());
    }
    unfinished.get(0).destination("/late").source("first");

    Spec spec = builder.putMount(m -> m.destination("/late").source("second")).build();

    assertThat(spec.mounts()).hasSize(101);
    assertThat(spec.mounts().get(0).source()).contains("second");
  }
}
