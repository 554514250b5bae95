package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host's ids that are one build's alone. */
@Tag("unit")
class HostIdsTest {
  private static HostIds ids(long uid, long gid, long rootUid, long rootGid) {
    return new HostIds(new BuildIds(uid, gid), new BuildIds(rootUid, rootGid));
  }

  @Test
  void withoutUserNamespaceTheyAreInTheReservedRange() {
    HostFacts root = Examples.root().build();

    assertThat(HostIds.at(root, false, 0)).contains(ids(1_879_149_192, 1_879_149_192, 0, 0));
    assertThat(HostIds.at(root, false, 65_535)).contains(ids(1_879_214_727, 1_879_214_727, 0, 0));
    assertThat(HostIds.at(root, false, 65_536)).isEmpty();
  }

  @Test
  void withUserNamespaceTheyAreCountedFromTheEndOfWhatIsLent() {
    assertThat(HostIds.at(Examples.user().build(), true, 0))
        .contains(ids(165_535, 265_535, 1001, 1002));
    assertThat(HostIds.at(Examples.user().build(), true, 32_767))
        .contains(ids(100_001, 200_001, 1001, 1002));
    assertThat(HostIds.at(Examples.user().build(), true, 32_768)).isEmpty();
    assertThat(HostIds.at(Examples.userAlone().build(), true, 0)).isEmpty();
  }

  @Test
  void rootHasOthersInsideForEachBuild() {
    assertThat(HostIds.at(Examples.root().build(), true, 0))
        .contains(ids(1_065_535, 2_065_535, 1_065_534, 2_065_534));
    assertThat(HostIds.at(Examples.root().build(), true, 1))
        .contains(ids(1_065_533, 2_065_533, 1_065_532, 2_065_532));
  }

  @Test
  void rangesAreGoneThroughFromTheLastAndTheCallersOwnIdIsLeftOut() {
    HostFacts user =
        HostFacts.builder()
            .uid(70_002)
            .gid(70_002)
            .subordinateUids(List.of(new IdRange(70_000, 4), new IdRange(80_000, 1)))
            .subordinateGids(List.of(new IdRange(90_000, 100)))
            .build();

    assertThat(HostIds.at(user, true, 0)).contains(ids(80_000, 90_099, 70_002, 70_002));
    assertThat(HostIds.at(user, true, 1)).contains(ids(70_001, 90_097, 70_002, 70_002));
    assertThat(HostIds.at(user, true, 2)).isEmpty();
  }

  @Test
  void theBuildIsWhomTheySay() {
    HostIds own = HostIds.at(Examples.root().build(), false, 7).orElseThrow();
    BuildIdentity rootful =
        Sandbox.standard()
            .hostIds(own)
            .plan(Examples.request().build(), Examples.root().build())
            .identity();

    assertThat(rootful.ids()).isEqualTo(own.build());
    assertThat(rootful.hostUid()).hasValue(1_879_149_199L);
    for (HostFacts host : List.of(Examples.root().build(), Examples.user().build())) {
      HostIds lent = HostIds.at(host, true, 3).orElseThrow();
      BuildIdentity rootless =
          Sandbox.standard()
              .rootless(true)
              .hostIds(lent)
              .plan(Examples.request().build(), host)
              .identity();
      assertThat(rootless.ids()).isEqualTo(new BuildIds(1000, 100));
      assertThat(rootless.hostUid()).hasValue(lent.build().uid());
      assertThat(rootless.hostGid()).hasValue(lent.build().gid());
      assertThat(rootless.hostRootUid()).hasValue(lent.root().uid());
      assertThat(rootless.hostRootGid()).hasValue(lent.root().gid());
    }
  }

  @Test
  void thoseOfOthersAreRefused() {
    Sandbox rootful = Sandbox.standard().hostIds(ids(1000, 1_879_149_192, 0, 0));
    Sandbox rootless = Sandbox.standard().hostIds(ids(99_999, 265_535, 1001, 1002));

    assertThatThrownBy(() -> rootful.spec(Examples.request().build(), Examples.root().build()))
        .isInstanceOf(UnsupportedBuildException.class)
        .hasMessageContaining(
            "expected ids of the host from 1879149192 to 1879214727, found 1000:1879149192; take"
                + " them from HostIds.at, or ask for other build ids [sandbox-build-ids]");
    assertThatThrownBy(() -> rootless.spec(Examples.request().build(), Examples.user().build()))
        .isInstanceOf(UnsupportedBuildException.class)
        .hasMessageContaining(
            "expected subordinate ids of ci for the build, found 99999:265535 and, for root inside,"
                + " 1001:1002; take them from HostIds.at [sandbox-subordinate-ids]");
  }
}
