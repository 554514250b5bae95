package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PresetsTest {
  @Test
  void theRootlessPresetIsWhatRuncPrintsButForTheDeclaredRelease() {
    Spec printed =
        Json.read(Shared.path("real-documents/config/runc-1.3.6-spec-rootless.json"), Spec.class);

    assertThat(Presets.runcRootless(1001, 1001))
        .isEqualTo(printed.toBuilder().ociVersion("1.0.0").build());
  }

  @Test
  void theRootfulPresetIsWhatRuncPrintedBeforeWithoutTheAmbientSet() {
    Spec printed =
        Json.read(Shared.path("real-documents/config/runc-1.1.15-spec.json"), Spec.class);

    assertThat(Presets.runc())
        .isEqualTo(
            printed.toBuilder()
                .ociVersion("1.0.0")
                .process(p -> p.capabilities(c -> c.clearAmbient()))
                .build());
  }

  @Test
  void theRootlessTransformRemovesNoNamespaceAndAddsOneForUsers() {
    Spec rootless = Presets.rootless(Presets.runc(), IdMappings.single(1000, 100));

    assertThat(rootless.linux().orElseThrow().namespaces())
        .extracting(LinuxNamespace::type)
        .containsExactly(
            LinuxNamespaceType.PID,
            LinuxNamespaceType.NETWORK,
            LinuxNamespaceType.IPC,
            LinuxNamespaceType.UTS,
            LinuxNamespaceType.MOUNT,
            LinuxNamespaceType.USER);
  }

  @Test
  void aContainerWithItsOwnNetworkKeepsItsOwnSysfs() {
    Spec rootless = Presets.rootless(Presets.runc(), IdMappings.single(1000, 100));

    assertThat(at(rootless, "/sys").type()).contains("sysfs");
  }

  @Test
  void idsThatAreNotMappedAreReplacedOrLeftOut() {
    Spec spec =
        Presets.runc().toBuilder()
            .process(p -> p.user(u -> u.uid(33).gid(33).additionalGids(4, 5)))
            .build();

    Spec rootless = Presets.rootless(spec, IdMappings.single(1000, 100));

    var user = rootless.process().orElseThrow().user().orElseThrow();
    assertThat(user.uid()).hasValue(0);
    assertThat(user.gid()).hasValue(0);
    assertThat(user.additionalGids()).isEmpty();
    assertThat(at(rootless, "/dev/pts").options()).doesNotContain("gid=5");
  }

  @Test
  void idsThatAreMappedStay() {
    IdMappings mappings =
        new IdMappings(
            List.of(IdMappings.mapping(0, 100000, 65536)),
            List.of(IdMappings.mapping(0, 100000, 65536)));
    Spec spec = Presets.runc().toBuilder().process(p -> p.user(u -> u.uid(33).gid(33))).build();

    Spec rootless = Presets.rootless(spec, mappings);

    assertThat(rootless.process().orElseThrow().user().orElseThrow().uid()).hasValue(33);
    assertThat(at(rootless, "/dev/pts").options()).contains("gid=5");
  }

  @Test
  void mappingsNeedUsersAndGroups() {
    assertThatThrownBy(() -> new IdMappings(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one user and one group mapping");
  }

  @Test
  void aDroppedCapabilityIsGoneFromAllFiveSets() {
    Spec spec =
        Presets.runc().toBuilder()
            .process(
                p -> p.capabilities(c -> c.ambient("CAP_KILL", "CAP_X").inheritable("CAP_KILL")))
            .build();

    Spec dropped = Capabilities.of(spec).drop(Capability.CAP_KILL).apply();

    var sets = dropped.process().orElseThrow().capabilities().orElseThrow();
    List<Capability> rest = List.of(Capability.CAP_AUDIT_WRITE, Capability.CAP_NET_BIND_SERVICE);
    assertThat(sets.bounding()).isEqualTo(rest);
    assertThat(sets.effective()).isEqualTo(rest);
    assertThat(sets.permitted()).isEqualTo(rest);
    assertThat(sets.inheritable()).isEmpty();
    assertThat(sets.ambient()).containsExactly(Capability.of("CAP_X"));
  }

  @Test
  void droppingAllLeavesAnEmptyObjectSoThatNoRuntimeFallsBackToTheCallersOwn() {
    Spec dropped = Capabilities.of(Presets.runc()).dropAll().apply();

    assertThat(Json.toString(dropped)).contains("\"capabilities\":{}");
  }

  @Test
  void anAddedCapabilityIsNotPassedOnToOtherPrograms() {
    Spec added = Capabilities.of(Presets.runc()).add(Capability.CAP_CHOWN).apply();

    var sets = added.process().orElseThrow().capabilities().orElseThrow();
    assertThat(sets.effective()).contains(Capability.CAP_CHOWN);
    assertThat(sets.ambient()).isEmpty();
    assertThat(sets.inheritable()).isEmpty();
  }

  private static Mount at(Spec spec, String destination) {
    return spec.mounts().stream()
        .filter(m -> m.destination().equals(destination))
        .findFirst()
        .orElseThrow();
  }
}
