package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.IdRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SubordinateIdsTest {
  private static SubordinateIds ofCi() {
    return new SubordinateIds("/etc/subuid", "ci", 1001, 1001, true);
  }

  private static String remark(String line, String fault) {
    return "/etc/subuid has the line \"" + line + "\": " + fault;
  }

  @Test
  void subordinateIdsAreThoseOfTheNameOrTheNumber() {
    assertThat(
            new SubordinateIds("/etc/subuid", "ci", 1001, 1001, false)
                .read(
                    List.of(
                        "ci:100000:65536",
                        " 1001:5:1 ",
                        "other:1:1",
                        "ci:1",
                        "ci:1:2:3",
                        "ci:x:2",
                        "ci:1:x",
                        "ci:1:",
                        "ci:4294967295:1",
                        "ci:0:0",
                        "ci:4294967290:100",
                        "ci:99999999999:1")))
        .containsExactly(
            new IdRange(100_000, 65_536), new IdRange(5, 1), new IdRange(4_294_967_290L, 5));
  }

  @Test
  void whereAProgramMapsTheIdsALineThatItRefusesIsLeftOut() {
    SubordinateIds ids = ofCi();

    assertThat(ids.read(List.of("ci:300000:10\r", " ci:400000:10", "ci:500000:10 ", "1001:6:1")))
        .containsExactly(new IdRange(6, 1));
    String fault = "expected no surrounding white space, which newuidmap does not allow; ignored";
    assertThat(ids.remarks())
        .containsExactly(
            remark("ci:300000:10\\u000d", fault),
            remark(" ci:400000:10", fault),
            remark("ci:500000:10 ", fault));
  }

  @Test
  void rootReadsSuchLinesSinceItMapsByItself() {
    SubordinateIds ids = new SubordinateIds("/etc/subuid", "root", 0, 0, false);

    assertThat(ids.read(List.of("root:300000:10\r", "\troot:400000:10 ")))
        .containsExactly(new IdRange(300_000, 10), new IdRange(400_000, 10));
    assertThat(ids.remarks()).isEmpty();
  }

  @Test
  void whatOthersHaveIsNotLookedAtNorAreCommentsAndEmptyLines() {
    SubordinateIds ids = ofCi();

    assertThat(ids.read(List.of("", "# ci:1:1", "  ", "cix:1:1", ":1:1", "other:x", "ci")))
        .isEmpty();
    assertThat(ids.remarks()).containsExactly(remark("ci", "expected name:first:count; ignored"));
  }

  @Test
  void numbersThatAreNoneAreLeftOutWithARemark() {
    String first = "expected a first id from 0 to 4294967294; ignored";
    String count = "expected a count from 1 to 4294967294; ignored";
    SubordinateIds ids = ofCi();

    assertThat(ids.read(List.of("ci:4294967295:1", "ci:-1:5", "ci:010:5", "ci:5:0", "ci:5:+1")))
        .isEmpty();
    assertThat(ids.remarks())
        .containsExactly(
            remark("ci:4294967295:1", first),
            remark("ci:-1:5", first),
            remark("ci:010:5", first),
            remark("ci:5:0", count),
            remark("ci:5:+1", count));
  }

  @Test
  void aRangeThatReachesTooFarIsCut() {
    SubordinateIds ids = ofCi();

    assertThat(ids.read(List.of("ci:4294967290:999999999999")))
        .containsExactly(new IdRange(4_294_967_290L, 5));
    assertThat(ids.remarks())
        .containsExactly(
            remark(
                "ci:4294967290:999999999999", "ids beyond 4294967294, the last id, are ignored"));
  }

  @Test
  void theCallersOwnIdAndTheHostsRootAreLeftOut() {
    SubordinateIds ids = ofCi();

    assertThat(ids.read(List.of("ci:0:2000")))
        .containsExactly(new IdRange(1, 1000), new IdRange(1002, 998));
    assertThat(ids.remarks())
        .containsExactly(
            remark("ci:0:2000", "id 0, the host's root, is ignored"),
            remark("ci:0:2000", "id 1001, the caller's own, is ignored"));
  }

  @Test
  void anIdThatSeveralLinesHaveCountsOnce() {
    SubordinateIds ids = ofCi();

    assertThat(ids.read(List.of("ci:10:10", "ci:15:10", "1001:5:30", "ci:12:3")))
        .containsExactly(
            new IdRange(10, 10), new IdRange(20, 5), new IdRange(5, 5), new IdRange(25, 10));
    assertThat(ids.remarks()).isEmpty();
  }

  @Test
  void ofManyFaultsTheFirstAreToldAndTheOthersCounted() {
    SubordinateIds ids = new SubordinateIds("/etc/subgid", "ci", 1001, 1001, true);
    ids.read(Collections.nCopies(100, "ci:" + "x".repeat(5000)));

    assertThat(ids.remarks()).hasSize(6);
    assertThat(ids.remarks().get(0)).contains("… (5003 characters)\": expected name:first:count");
    assertThat(ids.remarks().get(5)).isEqualTo("/etc/subgid: 95 more invalid lines for the user");
  }

  @Property
  void rangesHaveNoIdInCommonAndTogetherAllButTheTwoThatCantBeMapped(
      @ForAll("smallRanges") List<IdRange> lines) {
    List<IdRange> read =
        new SubordinateIds("/etc/subuid", "ci", 7, 7, true)
            .read(lines.stream().map(r -> "ci:" + r.first() + ":" + r.count()).toList());

    List<Long> ids = new ArrayList<>();
    read.forEach(range -> each(range, ids));
    List<Long> all = new ArrayList<>();
    lines.forEach(range -> each(range, all));
    all.removeIf(id -> id == 0 || id == 7);
    assertThat(ids).doesNotHaveDuplicates().containsOnlyOnceElementsOf(all).hasSameElementsAs(all);
  }

  private static void each(IdRange range, List<Long> ids) {
    for (long id = range.first(); id <= range.last(); id++) {
      ids.add(id);
    }
  }

  @Provide
  Arbitrary<List<IdRange>> smallRanges() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 40), Arbitraries.longs().between(1, 12))
        .as(IdRange::new)
        .list()
        .ofMaxSize(12);
  }
}
