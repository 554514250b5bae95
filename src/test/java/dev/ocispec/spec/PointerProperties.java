package dev.ocispec.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.DocumentSample;
import dev.ocispec.JsonTrees;
import dev.ocispec.json.Json;
import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.testkit.OciArbitraries;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and edits by pointer agree with the JSON of the document, at every place of it. */
@Tag("property")
class PointerProperties {
  private static final String SEED = "20261126";

  @Provide
  Arbitrary<DocumentSample> decorated() {
    return DocumentSample.decorated();
  }

  @Provide
  Arbitrary<DocumentSample> configs() {
    return OciArbitraries.decorated(DocumentKind.CONFIG)
        .map(json -> new DocumentSample(DocumentKind.CONFIG, json));
  }

  @Property(seed = SEED)
  void everyPlaceIsFoundAndItsNeighbourIsNot(@ForAll("decorated") DocumentSample sample) {
    OciDocument read = sample.read();

    JsonPlaces.in(sample.json())
        .forEach(
            (place, value) -> {
              assertThat(read.at(place.toString()).value()).contains(value);
              JsonPointer beyond = place.append("no such member");
              assertThat(read.at(beyond.toString()).value()).isEqualTo(sample.json().at(beyond));
            });
  }

  @Property(seed = SEED)
  void settingWhatIsThereChangesNothing(@ForAll("configs") DocumentSample sample) {
    Spec read = (Spec) sample.read();
    Spec.Builder all = read.toBuilder();

    JsonPlaces.in(sample.json())
        .forEach(
            (place, value) -> {
              if (!place.isRoot()) {
                all.set(place.toString(), value);
              }
            });

    assertThat(all.build()).isEqualTo(read);
  }

  @Property(seed = SEED)
  void aDocumentSetMemberByMemberIsTheDocument(@ForAll("configs") DocumentSample sample) {
    Spec.Builder builder = Spec.builder();

    sample
        .json()
        .members()
        .forEach((name, value) -> builder.set(JsonPointer.ROOT.append(name).toString(), value));

    assertThat(builder.build()).isEqualTo(sample.read());
  }

  @Property(seed = SEED)
  void aDocumentSetPlaceByPlaceIsTheDocument(@ForAll("configs") DocumentSample sample) {
    Spec.Builder builder = Spec.builder();

    JsonPlaces.in(sample.json())
        .forEach(
            (place, value) -> {
              if (!place.isRoot()) {
                builder.set(place.toString(), emptied(value));
              }
            });

    assertThat(builder.build()).isEqualTo(sample.read());
  }

  private static JsonValue emptied(JsonValue value) {
    return switch (value.kind()) {
      case OBJECT -> JsonValue.EMPTY_OBJECT;
      case LIST -> JsonValue.EMPTY_LIST;
      default -> value;
    };
  }

  @Property(seed = SEED)
  void whatIsRemovedIsGoneAndNothingElse(
      @ForAll("configs") DocumentSample sample, @ForAll int pick) {
    List<JsonPointer> places = new ArrayList<>(JsonPlaces.in(sample.json()).keySet());
    JsonPointer place = places.get(Math.floorMod(pick, places.size()));
    Assume.that(!place.isRoot() && !place.toString().equals("/ociVersion"));
    JsonPointer parent = place.parent().orElseThrow();
    Spec.Builder builder = ((Spec) sample.read()).toBuilder().remove(place.toString());

    try {
      JsonNode left = JsonTrees.of(Json.unchecked().toBytes(builder.build()));

      JsonNode expected = without(JsonTrees.of(sample.json().toString()), place);
      if (!parent.isRoot() && expected.at(parent.toString()).isEmpty()) {
        // A list or map that the removal emptied is absent in the typed view.
        without(left, parent);
        without(expected, parent);
      }
      assertThat(left).isEqualTo(expected);
    } catch (InvalidDocumentException e) {
      assertThat(e.report().findings())
          .extracting(Finding::rule, Finding::pointer, Finding::message)
          .containsExactly(
              tuple(
                  "schema-required",
                  parent.toString(),
                  "required member \"" + last(place) + "\" is missing"));
    }
  }

  private static JsonNode without(JsonNode document, JsonPointer place) {
    JsonNode parent = document.at(place.parent().orElseThrow().toString());
    if (parent instanceof ArrayNode list) {
      list.remove(Integer.parseInt(last(place)));
    } else if (parent instanceof ObjectNode object) {
      object.remove(last(place));
    }
    return document;
  }

  private static String last(JsonPointer place) {
    return place.tokens().get(place.tokens().size() - 1);
  }
}
