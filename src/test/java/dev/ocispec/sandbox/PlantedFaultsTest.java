package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted fault is noticed, and by the invariants that are meant to notice it. */
@Tag("unit")
class PlantedFaultsTest {

  static List<PlantedFault> faults() {
    return Stream.of(
            PlantedIsolationFaults.all(),
            PlantedMountFaults.all(),
            PlantedFirstProcessFaults.all(),
            PlantedOverlayFaults.all(),
            PlantedNetworkFaults.all(),
            PlantedKernelFaults.all(),
            PlantedMachineFaults.all(),
            PlantedLimitFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void thereAreManyAndEveryInvariantCatchesOne() {
    assertThat(faults()).hasSizeGreaterThanOrEqualTo(70);
    Set<Invariant> catching = EnumSet.noneOf(Invariant.class);
    faults().forEach(fault -> catching.addAll(fault.catchers()));
    assertThat(catching).containsExactlyInAnyOrder(Invariant.values());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isCaught(PlantedFault fault) {
    List<SandboxCase> cases =
        Stream.concat(Examples.standard().stream(), Stream.of(Examples.withoutControlGroups()))
            .filter(fault.applies())
            .toList();
    assertThat(cases).isNotEmpty();
    for (SandboxCase sound : cases) {
      assertThat(violated(sound)).as("before").isEmpty();
      SandboxCase faulty = fault.plantedIn(sound);
      assertThat(faulty.spec()).isNotEqualTo(sound.spec());
      assertThat(violated(faulty)).isEqualTo(fault.catchers());
    }
  }

  private static Set<Invariant> violated(SandboxCase any) {
    Set<Invariant> violated = EnumSet.noneOf(Invariant.class);
    Stream.of(Invariant.values())
        .filter(invariant -> invariant.isKeptBy(SandboxProfile.STANDARD))
        .filter(invariant -> !invariant.violations(any).isEmpty())
        .forEach(violated::add);
    return violated;
  }
}
