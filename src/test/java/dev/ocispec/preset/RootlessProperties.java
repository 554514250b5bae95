package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.spec.LinuxNamespace;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import dev.ocispec.testkit.OciDomain;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Any valid configuration, for any user. */
@Tag("property")
@Domain(OciDomain.class)
@Domain(DomainContext.Global.class)
class RootlessProperties {
  private static final String SEED = "20261126";

  /** What a change may point to although the original has nothing there. */
  private static final Set<String> ADDED =
      Set.of(
          "/linux/namespaces",
          "/linux/uidMappings",
          "/linux/gidMappings",
          "/process/user/uid",
          "/process/user/gid");

  @Property(seed = SEED)
  void aSecondTransformChangesNothing(
      @ForAll Spec spec,
      @ForAll("mappings") IdMappings mappings,
      @ForAll("callers") RootlessCaller caller) {
    Spec once = Rootless.of(spec, mappings, caller).spec();

    Rootless twice = Rootless.of(once, mappings, caller);

    assertThat(twice.changes()).isEmpty();
    assertThat(twice.spec()).isEqualTo(once);
  }

  @Property(seed = SEED)
  void whatIsChangedIsToldAndWhatIsToldIsChanged(
      @ForAll Spec spec,
      @ForAll("mappings") IdMappings mappings,
      @ForAll("callers") RootlessCaller caller) {
    Rootless rootless = Rootless.of(spec, mappings, caller);

    assertThat(rootless.changes().isEmpty()).isEqualTo(rootless.spec().equals(spec));
  }

  @Property(seed = SEED)
  void eachChangePointsIntoTheOriginal(@ForAll Spec spec, @ForAll("mappings") IdMappings mappings) {
    for (RootlessChange change : Rootless.of(spec, mappings).changes()) {
      assertThat(change.reason()).isNotBlank().doesNotContain("\n");
      if (!ADDED.contains(change.pointer())) {
        assertThat(spec.at(change.pointer()).isPresent()).as(change.toLine()).isTrue();
      }
    }
  }

  @Property(seed = SEED)
  void noNamespaceIsRemoved(@ForAll Spec spec, @ForAll("mappings") IdMappings mappings) {
    assertThat(types(Rootless.of(spec, mappings).spec())).containsAll(types(spec));
  }

  private static Set<LinuxNamespaceType> types(Spec spec) {
    return spec.linux().stream()
        .flatMap(linux -> linux.namespaces().stream())
        .map(LinuxNamespace::type)
        .collect(Collectors.toSet());
  }

  @Provide
  Arbitrary<IdMappings> mappings() {
    return Arbitraries.of(
        IdMappings.single(1000, 1000),
        new IdMappings(
            List.of(IdMappings.mapping(0, 1001, 1), IdMappings.mapping(1, 100_000, 65536)),
            List.of(IdMappings.mapping(0, 1001, 1), IdMappings.mapping(1, 100_000, 65536))),
        new IdMappings(
            List.of(IdMappings.mapping(5, 1001, 1)), List.of(IdMappings.mapping(7, 1001, 3))));
  }

  @Provide
  Arbitrary<RootlessCaller> callers() {
    RootlessCaller ordinary = RootlessCaller.ordinary();
    return Arbitraries.of(
        ordinary,
        ordinary.controlGroups(true),
        ordinary.oomScoreAdj(100).devices("/dev/fuse"),
        ordinary.hardLimit(PosixRlimitType.RLIMIT_NOFILE, Unsigned64.of(1_048_576)));
  }
}
