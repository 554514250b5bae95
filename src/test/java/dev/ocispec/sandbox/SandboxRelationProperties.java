package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds between the specifications of several requests; both profiles keep all of it. */
@Tag("property")
@Domain(SandboxDomain.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class SandboxRelationProperties {

  @Property
  void equalRequestsGiveEqualBytes(@ForAll SandboxCase any) {
    BuildRequest equal = any.request().toBuilder().build();
    HostFacts equalHost = any.host().toBuilder().build();

    assertThat(equal).isEqualTo(any.request());
    assertThat(equalHost).isEqualTo(any.host());
    assertThat(Json.toBytes(any.sandbox().spec(equal, equalHost)))
        .isEqualTo(Json.toBytes(any.spec()));
  }

  @Property
  void theOrderOfInputsIsIrrelevant(@ForAll SandboxCase any, @ForAll long seed) {
    List<BuildInput> shuffled = new ArrayList<>(any.request().inputs());
    Collections.shuffle(shuffled, new Random(seed));
    BuildRequest other = any.request().toBuilder().inputs(shuffled).build();

    assertThat(Json.toBytes(any.sandbox().spec(other, any.host())))
        .isEqualTo(Json.toBytes(any.spec()));
  }

  @Property
  void theOrderInWhichTheHostIsDescribedIsIrrelevant(@ForAll SandboxCase any) {
    List<String> controllers = new ArrayList<>(any.host().cgroupControllers());
    Collections.reverse(controllers);
    List<String> systems = new ArrayList<>(any.host().systems());
    Collections.reverse(systems);
    HostFacts.Builder other = any.host().toBuilder().cgroupControllers(controllers);

    assertThat(Json.toBytes(any.sandbox().spec(any.request(), other.systems(systems).build())))
        .isEqualTo(Json.toBytes(any.spec()));
  }

  @Property
  void addingAnInputChangesNoOtherMount(@ForAll SandboxCase any) {
    BuildRequest more =
        any.request().toBuilder().addInput("one more", Path.of("/srv/more")).build();
    Spec spec = any.sandbox().spec(more, any.host());

    List<Mount> rest = new ArrayList<>(spec.mounts());
    rest.removeIf(m -> m.source().orElse("").equals("inputs/one more"));
    // In a folder of the root file system an overlay makes room for the first input.
    String around = "/" + more.inputsDir().orElseThrow().replaceFirst("/.*", "");
    boolean makesRoom = any.request().inputs().isEmpty() && more.constraints().rootFs().isPresent();
    Predicate<Mount> other = mount -> !(makesRoom && mount.destination().equals(around));
    assertThat(rest.stream().filter(other).toList())
        .isEqualTo(any.spec().mounts().stream().filter(other).toList());
    assertThat(spec.mounts()).hasSize(rest.size() + 1);
    assertThat(spec.toBuilder().mounts(any.spec().mounts()).build()).isEqualTo(any.spec());
  }

  @Property
  void allowingNetworkChangesOnlyItsNamespaceAndTheResolver(@ForAll SandboxCase any) {
    BuildRequest closed =
        any.request().toBuilder().constraints(c -> c.network(BuildNetwork.NONE)).build();
    Spec spec = any.sandbox().spec(closed, any.host());

    assertThat(spec.toBuilder().mounts(List.of()).linux(l -> l.namespaces(List.of())).build())
        .isEqualTo(
            any.spec().toBuilder().mounts(List.of()).linux(l -> l.namespaces(List.of())).build());
    assertThat(any.spec().mounts()).containsAll(spec.mounts());
  }
}
