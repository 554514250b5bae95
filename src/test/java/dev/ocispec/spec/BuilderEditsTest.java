package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.ocispec.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the methods of builders do to what is there already. */
@Tag("unit")
class BuilderEditsTest {
  private static Mount mount(String destination, String source) {
    return Mount.builder().destination(destination).source(source).build();
  }

  @Test
  void addingAppendsAndNamingReplaces() {
    Mount.Builder builder = Mount.builder().destination("/").options("a", "b").addOptions("c");

    assertThat(builder.build().options()).containsExactly("a", "b", "c");
    assertThat(builder.options("d").build().options()).containsExactly("d");
    assertThat(builder.options(List.of("e", "f")).build().options()).containsExactly("e", "f");
  }

  @Test
  void aBuilderGoesOnAfterBuildingWithoutChangingWhatItBuilt() {
    Mount.Builder builder = Mount.builder().destination("/").options("a");
    Mount first = builder.build();
    Mount second = builder.addOptions("b").destination("/x").build();

    assertThat(first.options()).containsExactly("a");
    assertThat(first.destination()).isEqualTo("/");
    assertThat(second.options()).containsExactly("a", "b");
  }

  @Test
  void anEmptiedListOrMapIsNotWritten() {
    Spec spec =
        Spec.builder()
            .addMount(mount("/a", "x"))
            .removeMount("/a")
            .putAnnotation("k", "v")
            .removeAnnotation("k")
            .linux(l -> l.maskedPaths("/p").maskedPaths().readonlyPaths(List.of()))
            .build();

    assertThat(Json.toString(spec)).isEqualTo("{\"ociVersion\":\"1.0.0\",\"linux\":{}}");
  }

  @Test
  void clearingMakesAMemberAbsent() {
    Spec spec =
        Spec.builder()
            .hostname("h")
            .linux(l -> l.cgroupsPath("/c"))
            .addMount(mount("/a", "x"))
            .build();

    Spec cleared = spec.toBuilder().clearHostname().clearLinux().clearMounts().build();

    assertThat(cleared).isEqualTo(Spec.builder().build());
  }

  @Test
  void puttingAMountReplacesTheLastAtItsDestinationAndKeepsItsPlace() {
    Spec spec =
        Spec.builder()
            .addMount(mount("/a", "1"))
            .addMount(mount("/b", "2"))
            .addMount(mount("/a", "3"))
            .addMount(mount("/c", "4"))
            .putMount(mount("/a", "new"))
            .putMount(mount("/d", "5"))
            .build();

    assertThat(spec.mounts())
        .containsExactly(
            mount("/a", "1"),
            mount("/b", "2"),
            mount("/a", "new"),
            mount("/c", "4"),
            mount("/d", "5"));
  }

  @Test
  void removingAMountRemovesTheLastAtItsDestination() {
    Spec.Builder builder = Spec.builder().addMount(mount("/a", "1")).addMount(mount("/a", "2"));

    assertThat(builder.removeMount("/a").removeMount("/x").build().mounts())
        .containsExactly(mount("/a", "1"));
  }

  @Test
  void puttingANamespaceLeavesOneOfItsType() {
    Linux linux =
        Linux.builder()
            .addNamespace(n -> n.type(LinuxNamespaceType.PID))
            .addNamespace(n -> n.type("network").path("/1"))
            .addNamespace(n -> n.type("mount"))
            .addNamespace(n -> n.type("network").path("/2"))
            .putNamespace(LinuxNamespaceType.NETWORK)
            .putNamespace(n -> n.type("user"))
            .build();

    assertThat(linux.namespaces())
        .extracting(n -> n.type().text() + n.path().orElse(""))
        .containsExactly("pid", "network", "mount", "user");
  }

  @Test
  void removingANamespaceRemovesAllOfItsType() {
    Linux linux =
        Linux.builder()
            .addNamespace(n -> n.type("pid"))
            .addNamespace(n -> n.type("ipc"))
            .addNamespace(n -> n.type("pid"))
            .removeNamespace(LinuxNamespaceType.PID)
            .build();

    assertThat(linux.namespaces())
        .extracting(LinuxNamespace::type)
        .containsExactly(LinuxNamespaceType.IPC);
  }

  @Test
  void limitsAreKeyedByTypeAndDevicesByPath() {
    ContainerProcess process =
        ContainerProcess.builder()
            .cwd("/")
            .addRlimit(r -> r.type("RLIMIT_CORE").soft(1).hard(1))
            .putRlimit(r -> r.type(PosixRlimitType.RLIMIT_CORE).soft(2).hard(2))
            .putRlimit(r -> r.type(PosixRlimitType.RLIMIT_CPU).soft(3).hard(3))
            .removeRlimit(PosixRlimitType.RLIMIT_CPU)
            .build();
    Linux linux =
        Linux.builder()
            .putDevice(d -> d.path("/dev/a").type("c").major(1).minor(1))
            .putDevice(d -> d.path("/dev/a").type("c").major(2).minor(2))
            .putDevice(d -> d.path("/dev/b").type("p"))
            .removeDevice("/dev/b")
            .build();

    assertThat(process.rlimits()).extracting(PosixRlimit::soft).containsExactly(Unsigned64.of(2));
    assertThat(linux.devices()).extracting(d -> d.major().orElse(-1)).containsExactly(2L);
  }

  @Test
  void aVariableIsSetOnceInItsPlace() {
    ContainerProcess process =
        ContainerProcess.builder()
            .cwd("/")
            .env("A=1", "B=2", "A=3", "AB=4", "A")
            .putEnv("A", "x=y")
            .putEnv("C", "")
            .removeEnv("B")
            .removeEnv("nothing")
            .build();

    assertThat(process.env()).containsExactly("A=x=y", "AB=4", "C=");
  }

  @Test
  void aVariableNeedsAName() {
    ContainerProcess.Builder builder = ContainerProcess.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.putEnv("", "x"))
        .withMessage("expected the name of a variable, not empty and without \"=\", found \"\"");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.putEnv("A=B", "x"));
  }

  @Test
  void nullIsRefusedAtOnce() {
    Spec.Builder spec = Spec.builder();

    assertThatNullPointerException().isThrownBy(() -> spec.hostname(null));
    assertThatNullPointerException().isThrownBy(() -> spec.addMount((Mount) null));
    assertThatNullPointerException().isThrownBy(() -> spec.putAnnotation("k", null));
    assertThatNullPointerException().isThrownBy(() -> spec.putAnnotation(null, "v"));
    assertThatNullPointerException()
        .isThrownBy(() -> Mount.builder().options(Arrays.asList("a", null)));
    assertThat(spec.build()).isEqualTo(Spec.builder().build());
  }

  @Test
  void aLambdaThatFailsChangesNothing() {
    Spec.Builder spec = Spec.builder().root(r -> r.path("a"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                spec.root(
                    r -> {
                      r.path("b");
                      throw new IllegalArgumentException("no");
                    }));
    assertThat(spec.build().root().orElseThrow().path()).isEqualTo("a");
  }

  @Test
  void whatIsSetReplacesWhatWasWrittenOutButEmpty() {
    Spec read =
        Json.read(
            "{\"ociVersion\":\"1.0.0\",\"mounts\":[],\"hostname\":null,\"annotations\":{}}",
            Spec.class);

    Spec edited =
        read.toBuilder().addMount(mount("/a", "x")).hostname("h").putAnnotation("k", "v").build();

    assertThat(edited)
        .isEqualTo(
            Spec.builder()
                .ociVersion("1.0.0")
                .addMount(mount("/a", "x"))
                .hostname("h")
                .putAnnotation("k", "v")
                .build());
    assertThat(Json.toString(read.toBuilder().clearHostname().clearMounts().build()))
        .isEqualTo("{\"ociVersion\":\"1.0.0\",\"annotations\":{}}");
  }

  @Test
  void unknownMembersAreSetAndRemovedByName() {
    Spec spec =
        Spec.builder()
            .putUnknownMember("b", JsonValue.of(2))
            .putUnknownMember("a", JsonValue.object(Map.of()))
            .putUnknownMember("c", JsonValue.NULL)
            .removeUnknownMember("c")
            .removeUnknownMember("nothing")
            .build();

    assertThat(Json.toString(spec)).isEqualTo("{\"ociVersion\":\"1.0.0\",\"a\":{},\"b\":2}");
    assertThat(spec.residue().member("a")).contains(JsonValue.EMPTY_OBJECT);
    assertThat(spec.residue().member("c")).isEmpty();
    assertThat(spec).isNotEqualTo(Spec.builder().build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spec.builder().putUnknownMember("mounts", JsonValue.NULL))
        .withMessageContaining("\"mounts\" is a known member");
  }
}
