package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.LinuxIdMapping;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class IdMappingsTest {
  private static final long LARGEST = 0xFFFF_FFFFL;

  @Test
  void anIdIsMappedByTheRangeThatItIsIn() {
    List<LinuxIdMapping> mappings =
        List.of(IdMappings.mapping(0, 1001, 1), IdMappings.mapping(1, 100_000, 10));

    assertThat(IdMappings.toHost(mappings, 0)).hasValue(1001);
    assertThat(IdMappings.toHost(mappings, 1)).hasValue(100_000);
    assertThat(IdMappings.toHost(mappings, 10)).hasValue(100_009);
    assertThat(IdMappings.toHost(mappings, 11)).isEmpty();
    assertThat(IdMappings.toHost(mappings, -1)).isEmpty();
    assertThat(IdMappings.toHost(List.of(), 0)).isEmpty();
  }

  @Test
  void theLastNumberOf32BitsIsNoIdOnEitherSide() {
    List<LinuxIdMapping> all = List.of(IdMappings.mapping(0, 0, LARGEST));
    List<LinuxIdMapping> beyond = List.of(IdMappings.mapping(0, LARGEST - 1, LARGEST));

    assertThat(IdMappings.toHost(all, LARGEST - 1)).hasValue(LARGEST - 1);
    assertThat(IdMappings.toHost(all, LARGEST)).isEmpty();
    assertThat(IdMappings.toHost(all, LARGEST + 1)).isEmpty();
    assertThat(IdMappings.toHost(all, Long.MAX_VALUE)).isEmpty();
    assertThat(IdMappings.toHost(beyond, 0)).hasValue(LARGEST - 1);
    assertThat(IdMappings.toHost(beyond, 1)).isEmpty();
    assertThat(IdMappings.toHost(beyond, LARGEST - 1)).isEmpty();
  }

  @Property
  void whatIsMappedIsAsFarFromTheStartOnBothSides(
      @ForAll("mappings") List<LinuxIdMapping> mappings, @ForAll("ids") long id) {
    OptionalLong host = IdMappings.toHost(mappings, id);

    List<LinuxIdMapping> right =
        mappings.stream()
            .filter(m -> m.containerID() <= id && id < m.containerID() + m.size())
            .filter(m -> id < LARGEST && m.hostID() + (id - m.containerID()) < LARGEST)
            .toList();
    assertThat(host.isPresent()).isEqualTo(!right.isEmpty());
    if (host.isPresent()) {
      LinuxIdMapping first = right.get(0);
      assertThat(host.getAsLong() - first.hostID()).isEqualTo(id - first.containerID());
      assertThat(host.getAsLong()).isBetween(0L, LARGEST - 1);
    }
    IdMappings both = new IdMappings(mappings, mappings);
    assertThat(both.coversUid(id)).isEqualTo(host.isPresent());
    assertThat(both.coversGid(id)).isEqualTo(host.isPresent());
  }

  @Provide
  Arbitrary<List<LinuxIdMapping>> mappings() {
    return Combinators.combine(numbers(), numbers(), numbers())
        .as(IdMappings::mapping)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<Long> ids() {
    return Arbitraries.oneOf(numbers(), Arbitraries.longs());
  }

  private static Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 20),
        Arbitraries.longs().between(LARGEST - 20, LARGEST),
        Arbitraries.longs().between(0, LARGEST));
  }
}
