package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as JSON: all of them, and nothing twice. */
@Tag("unit")
class BuildRequestWriterTest {
  /** Has something in every member. */
  static final BuildRequest FULL =
      BuildRequest.builder()
          .addInput("src", Path.of("/srv/src"))
          .addInput("later")
          .commandArgs("/bin/sh", "-c", "echo \u00e9\n\"")
          .workingDir("build")
          .scratchPaths("build", "nix/store")
          .inputsDir("inputs")
          .outputs("build/out")
          .putEnvironment("A", "1")
          .constraints(
              c ->
                  c.system("x86_64-linux")
                      .minMemory(5)
                      .availableReadOnlyPaths("/dev/kvm")
                      .network(BuildNetwork.PRIVATE)
                      .provideBinSh(true)
                      .rootFs(Path.of("/srv/root"))
                      .overlays("inputs/src")
                      .limits(BuildLimits.builder().memory(1 << 30).logBytes(7).build()))
          .addAdditionalFile("build/a", new byte[] {0, (byte) 0xFF})
          .refscanNeedles("needle")
          .outputDigests(
              List.of(
                  new ExpectedOutput(
                      "build/out",
                      ExpectedDigest.of("nar:sha256:" + "ab".repeat(32)).orElseThrow())))
          .normalise(1_700_000_000L)
          .build();

  /** The members of a value: what it tells without being asked about something. */
  private static Set<String> members(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }

  @Test
  void whatIsReadBackIsEqual() {
    byte[] json = BuildRequestJson.toBytes(FULL);

    assertThat(BuildRequestJson.read(new String(json, StandardCharsets.UTF_8))).isEqualTo(FULL);
    assertThat(BuildRequestJson.toBytes(FULL.toBuilder().build())).isEqualTo(json);
  }

  @Test
  void aRequestWithLittleInItIsReadBackToo() {
    BuildRequest small = BuildRequest.builder().commandArgs("true").build();

    String json = new String(BuildRequestJson.toBytes(small), StandardCharsets.UTF_8);

    assertThat(BuildRequestJson.read(json)).isEqualTo(small);
  }

  @Test
  void everyMemberIsWritten() {
    JsonNode json = JsonMapper.shared().readTree(BuildRequestJson.toBytes(FULL));

    assertThat(names(json)).isEqualTo(members(BuildRequest.class));
    assertThat(names(json.get("constraints"))).isEqualTo(members(BuildConstraints.class));
  }
}
