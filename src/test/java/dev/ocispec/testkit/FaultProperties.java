package dev.ocispec.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/** What the arbitraries say of their documents is what two validators find. */
@Tag("property")
@Domain(OciDomain.class)
class FaultProperties {
  private static final String SEED = "20261126";
  private static final SchemaValidator SECOND = SchemaValidator.ofLibrary();

  /** A document and its kind. */
  record Sound(DocumentKind kind, JsonValue json) {}

  @Property(seed = SEED)
  void aFaultIsFoundAtItsPlaceAndNowhereElse(@ForAll Fault fault) {
    Report report = Validator.standard().schemaOnly().validate(fault.document(), fault.kind());

    assertThat(report.isValid()).isFalse();
    assertThat(report.findings()).extracting(Finding::rule).contains(fault.rule());
    assertThat(report.findings()).extracting(Finding::pointer).containsOnly(fault.pointer());
  }

  @Property(seed = SEED)
  void jsonSchemaValidatorFindsItThereAsWell(@ForAll Fault fault) {
    List<Finding> found = SECOND.validate(fault.document(), fault.kind()).findings();

    assertThat(found).extracting(Finding::rule).contains(fault.rule());
    assertThat(found).extracting(Finding::pointer).containsOnly(fault.pointer());
  }

  @Property(seed = SEED)
  void withAllRulesItIsRefusedWithTheSameFindingAmongOthers(@ForAll Fault fault) {
    Report report = Validator.standard().validate(fault.document(), fault.kind());

    assertThat(report.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo(fault.rule());
              assertThat(finding.pointer()).isEqualTo(fault.pointer());
              assertThat(finding.level()).isEqualTo(Level.MUST);
            });
  }

  @Provide
  Arbitrary<Sound> sound() {
    return Arbitraries.of(DocumentKind.class)
        .flatMap(kind -> OciArbitraries.sound(kind).map(json -> new Sound(kind, json)));
  }

  @Property(seed = SEED)
  void aSoundDocumentIsValidToAllRulesAndToJsonSchemaValidator(@ForAll("sound") Sound sound) {
    JsonDocument text = JsonDocument.of(sound.json().toString().getBytes(StandardCharsets.UTF_8));

    assertThat(Validator.standard().validate(text, sound.kind()).isValid()).isTrue();
    assertThat(SECOND.validate(text, sound.kind()).findings()).isEmpty();
    assertThat(Json.read(sound.json().toString(), sound.kind().type())).isNotNull();
  }
}
