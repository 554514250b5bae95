package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.features.Features;
import dev.ocispec.json.Json;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.state.State;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Members are set and removed by pointer, and what can't be is said by {@code build()}. */
@Tag("unit")
class PointerEditsTest {
  private static JsonValue texts(String... texts) {
    return JsonValue.list(List.of(texts).stream().map(JsonValue::of).toList());
  }

  private static List<String> faults(ThrowingCallable build) {
    InvalidDocumentException refused = catchThrowableOfType(InvalidDocumentException.class, build);
    assertThat(refused).as("refused").isNotNull();
    return refused.report().findings().stream()
        .map(finding -> finding.rule() + " " + finding.pointer() + ": " + finding.message())
        .toList();
  }

  @Test
  void anExtensionMemberIsSetWithItsParents() {
    Spec spec = Spec.builder().set("/linux/x-vendor/foo", JsonValue.of(1)).build();

    assertThat(Json.toString(spec))
        .isEqualTo("{\"ociVersion\":\"1.0.0\",\"linux\":{\"x-vendor\":{\"foo\":1}}}");
    assertThat(spec.toBuilder().set("/linux/x-vendor/bar/-", JsonValue.of(true)).build())
        .hasToString(
            "Spec{\"ociVersion\":\"1.0.0\",\"linux\":{\"x-vendor\":{\"bar\":[true],\"foo\":1}}}");
  }

  @Test
  void aKnownMemberIsSetAsByItsOwnMethod() {
    Spec spec =
        Spec.builder()
            .set("/hostname", JsonValue.of("box"))
            .set("/process/cwd", JsonValue.of("/"))
            .set("/process/terminal", JsonValue.of(true))
            .set("/process/args", texts("sh", "-c"))
            .set("/process/rlimits/-/type", JsonValue.of("RLIMIT_CORE"))
            .set("/process/rlimits/0/soft", JsonValue.of(Unsigned64.MAX))
            .set("/process/rlimits/0/hard", JsonValue.of(0))
            .set("/linux/resources/memory/limit", JsonValue.of(-1))
            .set(
                "/linux/devices/-",
                JsonValue.object(Map.of("path", JsonValue.of("/dev/x"), "type", JsonValue.of("p"))))
            .set("/annotations/a~1b", JsonValue.of("c"))
            .build();

    assertThat(spec)
        .isEqualTo(
            Spec.builder()
                .hostname("box")
                .process(
                    p ->
                        p.cwd("/")
                            .terminal(true)
                            .args("sh", "-c")
                            .addRlimit(r -> r.type("RLIMIT_CORE").soft(Unsigned64.MAX).hard(0)))
                .linux(
                    l ->
                        l.resources(r -> r.memory(m -> m.limit(-1)))
                            .addDevice(d -> d.path("/dev/x").type("p")))
                .putAnnotation("a/b", "c")
                .build());
  }

  @Test
  void anIndexReplacesAndTheOneAfterTheLastAppends() {
    ContainerProcess process =
        ContainerProcess.builder()
            .cwd("/")
            .args("a", "b")
            .set("/args/1", JsonValue.of("c"))
            .set("/args/2", JsonValue.of("d"))
            .set("/args/-", JsonValue.of("e"))
            .remove("/args/0")
            .build();

    assertThat(process.args()).containsExactly("c", "d", "e");
  }

  @Test
  void nullAndEmptyValuesAreWrittenOut() {
    Spec spec =
        Spec.builder()
            .hostname("h")
            .addMount(m -> m.destination("/"))
            .set("/hostname", JsonValue.NULL)
            .set("/mounts", JsonValue.EMPTY_LIST)
            .set("/annotations", JsonValue.EMPTY_OBJECT)
            .build();

    assertThat(spec.hostname()).isEmpty();
    assertThat(Json.unchecked().toString(spec))
        .isEqualTo("{\"ociVersion\":\"1.0.0\",\"hostname\":null,\"mounts\":[],\"annotations\":{}}");
    assertThat(spec.toBuilder().set("/mounts/-/destination", JsonValue.of("/a")).build().mounts())
        .containsExactly(Mount.builder().destination("/a").build());
  }

  @Test
  void membersAreRemovedWhereverTheyAre() {
    Spec spec =
        Json.read(
            """
            {"ociVersion": "1.0.0", "x": {"y": [1, {"z": 2}]}, "hostname": "h", "mounts": [],
             "annotations": {"a": "b", "c": "d"}, "linux": {"sysctl": {"e": "f"}}}
            """,
            Spec.class);

    Spec edited =
        spec.toBuilder()
            .remove("/x/y/1/z")
            .remove("/x/y/0")
            .remove("/hostname")
            .remove("/annotations/a")
            .remove("/linux/sysctl/e")
            .build();

    assertThat(Json.toString(edited))
        .isEqualTo(
            "{\"ociVersion\":\"1.0.0\",\"mounts\":[],\"annotations\":{\"c\":\"d\"},\"linux\":{},"
                + "\"x\":{\"y\":[{}]}}");
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    Spec spec = Json.read("{\"ociVersion\":\"1.0.0\",\"mounts\":[],\"x\":[1]}", Spec.class);
    Spec.Builder builder = spec.toBuilder();

    for (String nothing :
        List.of(
            "/mounts/0",
            "/mounts/-",
            "/x/1",
            "/x/-",
            "/x/0/a",
            "/y",
            "/linux/devices/0/path",
            "/hostname/x",
            "/ociVersion/x",
            "/annotations/a")) {
      builder.remove(nothing);
    }

    assertThat(builder.build()).isEqualTo(spec);
  }

  @Test
  void aValueThatTheMemberCannotHoldIsAFaultOfTheBuild() {
    assertThat(
            faults(
                () ->
                    Spec.builder()
                        .set("/hostname", JsonValue.of(5))
                        .set("/process/cwd", JsonValue.NULL)
                        .set("/process/terminal", JsonValue.of("yes"))
                        .set("/process/user/uid", JsonValue.of(-1))
                        .set(
                            "/process/args",
                            JsonValue.list(List.of(JsonValue.of(1), JsonValue.of("a"))))
                        .set("/process/env", JsonValue.of("A=1"))
                        .set(
                            "/mounts",
                            JsonValue.list(List.of(JsonValue.EMPTY_LIST, JsonValue.EMPTY_OBJECT)))
                        .set("/linux/resources/memory/limit", JsonValue.number("1.5"))
                        .set("/linux/resources/pids/limit", JsonValue.of(Unsigned64.MAX))
                        .build()))
        .containsExactlyInAnyOrder(
            "schema-type /hostname: expected a string, found a whole number",
            "schema-type /process/cwd: expected a string, found null",
            "schema-type /process/terminal: expected true or false, found a string",
            "schema-minimum /process/user/uid: expected a whole number from 0 to 4294967295,"
                + " found -1",
            "schema-type /process/args/0: expected a string, found a whole number",
            "schema-type /process/env: expected a list, found a string",
            "schema-type /mounts/0: expected an object, found a list",
            "schema-required /mounts/1: required member \"destination\" is missing",
            "schema-type /linux/resources/memory/limit: expected a whole number, found the number"
                + " 1.5",
            "schema-maximum /linux/resources/pids/limit: expected a whole number from"
                + " -9223372036854775808 to 9223372036854775807, found 18446744073709551615");
  }

  @Test
  void aPlaceThatThereCannotBeIsAFaultOfTheBuild() {
    Spec.Builder builder =
        Spec.builder()
            .addMount(m -> m.destination("/a"))
            .putUnknownMember("x", texts("t"))
            .set("/mounts/2/type", JsonValue.of("tmpfs"))
            .set("/mounts/01", JsonValue.EMPTY_OBJECT)
            .set("/hostname/a", JsonValue.of(1))
            .set("/x/5", JsonValue.of(1))
            .set("/x/0/b", JsonValue.of(1));

    assertThat(faults(builder::build))
        .containsExactlyInAnyOrder(
            "edit-target /mounts: expected an index up to 1, or \"-\" to append, found \"2\"",
            "edit-target /mounts: expected an index up to 1, or \"-\" to append, found \"01\"",
            "edit-target /hostname: expected an object or a list that can hold \"a\", found a"
                + " string",
            "edit-target /x: expected an index up to 1, or \"-\" to append, found \"5\"",
            "edit-target /x/0: expected an object or a list that can hold \"b\", found a string");
  }

  @Test
  void aFaultIsForgottenWhenItsMemberIsSetAsAWholeAndNotBefore() {
    ContainerProcess.Builder process =
        ContainerProcess.builder()
            .cwd("/")
            .set("/args", JsonValue.list(List.of(JsonValue.of(1), JsonValue.of("a"))));

    assertThat(faults(() -> process.addArgs("b").build())).hasSize(1);
    assertThat(faults(() -> process.set("/args/0", JsonValue.of("a")).build())).hasSize(1);
    assertThat(process.args("c").build().args()).containsExactly("c");
  }

  @Test
  void theWholeObjectIsNoMember() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spec.builder().set("", JsonValue.EMPTY_OBJECT))
        .withMessage(
            "expected the pointer of a member, such as \"/annotations\", found \"\", which is the"
                + " whole object");
    assertThatIllegalArgumentException().isThrownBy(() -> Spec.builder().remove(""));
  }

  @Test
  void buildersOfAllDocumentsCanDoThis() {
    assertThat(
            State.builder()
                .set("/ociVersion", JsonValue.of("1.0.2"))
                .set("/id", JsonValue.of("a"))
                .set("/status", JsonValue.of("running"))
                .set("/pid", JsonValue.of(7))
                .set("/bundle", JsonValue.of("/b"))
                .build()
                .pid())
        .hasValue(7);
    assertThat(
            Features.builder()
                .set("/ociVersionMin", JsonValue.of("1.0.0"))
                .set("/ociVersionMax", JsonValue.of("1.3.0"))
                .set("/linux/cgroup/v2", JsonValue.of(true))
                .build()
                .at("/linux/cgroup/v2")
                .asBoolean())
        .contains(true);
  }
}
