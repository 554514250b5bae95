package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.testkit.OciArbitraries;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What holds of the differences between any two documents. */
@Tag("property")
class DifferenceProperties {
  @Provide
  Arbitrary<Spec> specs() {
    return OciArbitraries.specs();
  }

  @Property
  void aDocumentDoesNotDifferFromItself(@ForAll("specs") Spec spec) {
    assertThat(Difference.between(spec, spec.toBuilder().build()).entries()).isEmpty();
  }

  @Property
  void documentsDifferExactlyWhenThereIsADifference(
      @ForAll("specs") Spec before, @ForAll("specs") Spec after) {
    assertThat(Difference.between(before, after).isEmpty()).isEqualTo(before.equals(after));
  }

  @Property
  void everyDifferenceIsAboutAPlaceThatOneOfTheDocumentsHas(
      @ForAll("specs") Spec before, @ForAll("specs") Spec after) {
    assertThat(Difference.between(before, after).entries())
        .allSatisfy(
            entry ->
                assertThat((entry.after().isPresent() ? after : before).at(entry.pointer()))
                    .as(entry.toString())
                    .matches(place -> place.isPresent()))
        .extracting(DifferenceEntry::weight)
        .isSorted();
  }

  @Property
  void anInsertedMountIsOneDifference(@ForAll("specs") Spec spec, @ForAll int place) {
    List<Mount> mounts = new ArrayList<>(spec.mounts());
    int index = Math.floorMod(place, mounts.size() + 1);
    mounts.add(index, Mount.builder().destination("/inserted").type("tmpfs").build());
    Spec more = spec.toBuilder().mounts(mounts).build();

    assertThat(Difference.between(spec, more).entries())
        .extracting(DifferenceEntry::pointer)
        .containsExactly("/mounts/" + index);
    assertThat(Difference.between(more, spec).entries())
        .extracting(DifferenceEntry::change)
        .containsExactly(ChangeKind.REMOVED);
  }
}
