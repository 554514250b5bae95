package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.ocispec.JsonTrees;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.EditorSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The schema for editors: one file, which judges as those of {@code schema/} do. */
@Tag("unit")
class EditorSchemaTest {
  private static String schema(DocumentKind kind, Release release) {
    return EditorSchema.of(kind.schemaFile(), "title", release);
  }

  private static Schema loaded(DocumentKind kind, Release release) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .regularExpressionFactory(EcmaExpression::new)
            .build();
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemaRegistryConfig(config))
        .getSchema(schema(kind, release), InputFormat.JSON);
  }

  private static List<DocumentKind> kinds(Release release) {
    return List.of(DocumentKind.values()).stream()
        .filter(kind -> kind.since().compareTo(release) <= 0)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void itJudgesEveryKeywordCaseAsTheFilesDo(Release release) {
    List<String> wrong = new ArrayList<>();
    int judged = 0;
    for (DocumentKind kind : kinds(release)) {
      Schema schema = loaded(kind, release);
      for (KeywordCase each : KeywordCases.of(kind, release)) {
        if (!isWholeOnlyInDraft7(each)) {
          judged++;
          boolean valid = schema.validate(each.document()).isEmpty();
          if (valid != each.valid()) {
            wrong.add(each.toString());
          }
        }
      }
    }
    assertThat(wrong.stream().limit(10)).isEmpty();
    assertThat(judged).isGreaterThan(1000);
  }

  /** To draft 4 1.0 is no integer, to draft 7 it is one. */
  private static boolean isWholeOnlyInDraft7(KeywordCase each) {
    return each.value().isFloatingPointNumber()
        && each.value().decimalValue().stripTrailingZeros().scale() <= 0
        && each.finding().startsWith("schema-type");
  }

  @ParameterizedTest
  @EnumSource
  void itRefersToNothingButItsOwnDefinitionsAndToAllOfThem(Release release) {
    for (DocumentKind kind : kinds(release)) {
      JsonNode schema = JsonTrees.of(schema(kind, release));
      List<String> references =
          schema.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();
      assertThat(references)
          .allSatisfy(
              reference -> {
                assertThat(reference).startsWith("#/definitions/");
                assertThat(schema.at(reference.substring(1)).isObject()).isTrue();
              });
      assertThat(references).hasSameSizeAs(schema.path("definitions").propertyNames());
    }
  }

  @Test
  void itIsOfDraft7AndSaysWhatEditorsShow() {
    JsonNode schema = JsonTrees.of(schema(DocumentKind.CONFIG, Release.NEWEST));

    assertThat(schema.path("$schema").asString(""))
        .isEqualTo("http://json-schema.org/draft-07/schema#");
    assertThat(schema.at("/properties/domainname/description").asString(""))
        .contains("NIS domain name", "Since 1.1.0.");
    assertThat(schema.at("/properties/ociVersion/examples/0").asString("")).isEqualTo("1.3.0");
    assertThat(schema.at("/definitions/MountOption/examples"))
        .extracting(JsonNode::asString)
        .contains("rbind", "rro");
    assertThat(schema.at("/definitions/Hooks/properties/prestart/deprecationMessage").asString(""))
        .contains("createRuntime");
    JsonNode types = schema.at("/definitions/LinuxNamespaceType");
    assertThat(types.path("enumDescriptions").size()).isEqualTo(types.path("enum").size());
    assertThat(schema.toString()).doesNotContain("\"x-");
  }

  @Test
  void anOlderReleaseLacksWhatCameLater() {
    assertThat(schema(DocumentKind.CONFIG, Release.V1_0_2))
        .doesNotContain("domainname", "memoryPolicy")
        .contains("\"hostname\"");
    assertThat(schema(DocumentKind.CONFIG, Release.V1_2_1)).contains("enableCMT");
  }
}
