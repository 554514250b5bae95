package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.JsonValueCollector;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.testkit.OciDomain;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Any valid configuration, to any release. */
@Tag("property")
@Domain(OciDomain.class)
@Domain(DomainContext.Global.class)
class DowngradeProperties {
  private static final String SEED = "20261125";

  @Property(seed = SEED)
  void theResultIsValidInItsReleaseOrThereIsNone(@ForAll Spec spec, @ForAll Release release)
      throws IOException {
    DowngradeCheck.assertSound(spec, release);
  }

  @Property(seed = SEED)
  void whatCanBeRewrittenOnceStaysAsItIs(@ForAll Spec spec, @ForAll Release release) {
    if (Downgrade.of(spec, release) instanceof Downgrade.Done done) {
      Downgrade.Done again = (Downgrade.Done) Downgrade.of(done.spec(), release);
      assertThat(again.spec()).isEqualTo(done.spec());
      assertThat(again.losses()).isEmpty();
    }
  }

  @Property(seed = SEED)
  void withoutLossesItIsTheSameDocumentThatDeclaresAnotherRelease(
      @ForAll Spec spec, @ForAll Release release) {
    if (Downgrade.of(spec, release) instanceof Downgrade.Done done && done.losses().isEmpty()) {
      JsonValueCollector before = new JsonValueCollector();
      Walkable.of(spec).accept(before);
      Map<String, JsonValue> members = new TreeMap<>(before.result().members());
      members.put("ociVersion", JsonValue.of(release.version()));

      assertThat(done.spec())
          .isEqualTo(Json.read(JsonValue.object(members).toString(), Spec.class));
      assertThat(Walkable.of(done.spec()).original()).isEmpty();
    }
  }
}
