package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.RealDocument;
import dev.ocispec.Shared;
import dev.ocispec.features.Features;
import dev.ocispec.json.internal.PrettyLayout;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.Spec;
import dev.ocispec.state.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What real programs wrote is read, edited and written without loss. */
@Tag("unit")
class RealDocumentsTest {

  static Stream<RealDocument> documents() {
    return RealDocument.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void readingAndWritingLosesNothing(RealDocument document) {
    OciDocument read = Json.read(document.bytes(), document.kind().type());
    assertThat(JsonTrees.of(Json.unchecked().toBytes(read)))
        .isEqualTo(JsonTrees.of(document.bytes()));
    assertThat(JsonTrees.of(Json.unchecked().toPrettyString(read)))
        .isEqualTo(JsonTrees.of(document.bytes()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyByteIsTheOneThatJacksonsGeneratorWrites(RealDocument document) {
    OciDocument read = Json.read(document.bytes(), document.kind().type());
    JsonMapper jackson = JsonMapper.builder().addModule(OciModule.unchecked()).build();

    assertThat(Json.unchecked().toString(read)).isEqualTo(jackson.writeValueAsString(read));
    assertThat(Json.unchecked().toPrettyString(read))
        .isEqualTo(jackson.writer().with(new PrettyLayout()).writeValueAsString(read) + "\n");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentReadAgainIsEqual(RealDocument document) {
    OciDocument read = Json.read(document.bytes(), document.kind().type());
    OciDocument again = Json.read(Json.unchecked().toBytes(read), document.kind().type());
    assertThat(again).isEqualTo(read).hasSameHashCodeAs(read);
    assertThat(again.toString()).isEqualTo(read.toString());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void oneEditChangesJustThat(RealDocument document) {
    ObjectNode expected = (ObjectNode) JsonTrees.of(document.bytes());
    if (!(expected.get("annotations") instanceof ObjectNode)) {
      expected.putObject("annotations");
    }
    ((ObjectNode) expected.get("annotations")).put("dev.ocispec.test", "x");
    OciDocument edited = annotated(Json.read(document.bytes(), document.kind().type()));
    assertThat(JsonTrees.of(Json.unchecked().toBytes(edited))).isEqualTo(expected);
  }

  static Stream<Path> lists() {
    return Shared.jsonFiles("real-documents/other").stream()
        .filter(file -> file.toString().endsWith("-list.json"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void theContainersThatARuntimeListsAreStates(Path file) throws IOException {
    for (JsonNode container : JsonTrees.of(Files.readAllBytes(file))) {
      // A list leaves out the version of its entries in some runtimes; a state has it.
      ObjectNode given = ((ObjectNode) container).put("ociVersion", "1.0.2");
      State state = Json.read(given.toString(), State.class);

      assertThat(JsonTrees.of(Json.unchecked().toBytes(state))).isEqualTo(given);
    }
  }

  private static OciDocument annotated(OciDocument document) {
    if (document instanceof Spec spec) {
      return spec.toBuilder().putAnnotation("dev.ocispec.test", "x").build();
    }
    if (document instanceof State state) {
      return state.toBuilder().putAnnotation("dev.ocispec.test", "x").build();
    }
    return ((Features) document).toBuilder().putAnnotation("dev.ocispec.test", "x").build();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theCanonicalFormIsTheSameDocumentAndItsOwnCanonicalForm(RealDocument document) {
    OciDocument read = Json.read(document.bytes(), document.kind().type());
    byte[] canonical = Json.unchecked().toCanonicalBytes(read);
    OciDocument again = Json.read(canonical, document.kind().type());
    assertThat(again).isEqualTo(read);
    assertThat(new String(Json.unchecked().toCanonicalBytes(again), StandardCharsets.UTF_8))
        .isEqualTo(new String(canonical, StandardCharsets.UTF_8));
  }
}
