package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the original sandbox answers, as data, is what the profile tvix answers. */
@Tag("unit")
class SandboxVectorsTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TestFactory
  Stream<DynamicTest> theProfileTvixAnswersAsTheOriginal() {
    return Shared.jsonFiles("sandbox-vectors").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
  }

  @Test
  void thereAreVectorsOfBothKinds() {
    List<Path> files = Shared.jsonFiles("sandbox-vectors");
    assertThat(files).hasSizeGreaterThanOrEqualTo(16);
    assertThat(files).anyMatch(file -> file.toString().endsWith("rootful.json"));
    assertThat(files).anyMatch(file -> file.toString().endsWith("rootless.json"));
  }

  private static void compare(Path file) throws IOException {
    JsonNode vector = MAPPER.readTree(Files.readString(file));
    BuildRequest request = BuildRequestJson.read(vector.get("request").toString());
    Sandbox sandbox =
        Sandbox.tvix()
            .rootless(vector.get("rootless").booleanValue())
            .shell(Path.of(vector.get("sandboxShell").stringValue()));
    JsonNode ours =
        MAPPER.readTree(Json.toBytes(sandbox.spec(request, HostFacts.builder().build())));
    assertThat(comparable(ours)).isEqualTo(comparable(vector.get("spec")));
    vector
        .get("scratchNames")
        .properties()
        .forEach(
            name ->
                assertThat(SandboxLayout.scratchName(name.getKey()))
                    .isEqualTo(name.getValue().stringValue()));
  }

  /** Without the version and what is empty, and with capabilities as sets. */
  private static JsonNode comparable(JsonNode document) {
    ObjectNode copy = (ObjectNode) document.deepCopy();
    copy.remove("ociVersion");
    removeEmpty(copy);
    JsonNode capabilities = copy.at("/process/capabilities");
    capabilities
        .properties()
        .forEach(
            set -> {
              Set<String> sorted = new TreeSet<>();
              set.getValue().forEach(name -> sorted.add(name.stringValue()));
              ArrayNode list = MAPPER.createArrayNode();
              sorted.forEach(list::add);
              ((ObjectNode) capabilities).set(set.getKey(), list);
            });
    return copy;
  }

  private static boolean removeEmpty(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> empty = new ArrayList<>();
      object
          .properties()
          .forEach(
              member -> {
                if (removeEmpty(member.getValue())) {
                  empty.add(member.getKey());
                }
              });
      object.remove(empty);
    }
    if (node instanceof ArrayNode list) {
      list.forEach(SandboxVectorsTest::removeEmpty);
    }
    return node.isContainer() && node.isEmpty();
  }
}
