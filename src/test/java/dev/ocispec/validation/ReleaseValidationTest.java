package dev.ocispec.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import dev.ocispec.features.Features;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import dev.ocispec.version.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents are judged by the schema of the release that they declare, or of any other. */
@Tag("unit")
class ReleaseValidationTest {
  private static final Validator DECLARED = Validator.standard().schemaOnly().byDeclaredVersion();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.2.1 | {"linux":{"devices":[{"type":"c","path":"/dev/x","fileMode":512}]}} | valid
          1.3.0 | {"linux":{"devices":[{"type":"c","path":"/dev/x","fileMode":512}]}} | schema-maximum
          1.0.1 | {"process":{"cwd":"/"}} | schema-required
          1.0.2 | {"process":{"cwd":"/"}} | valid
          1.0.1 | {"linux":{"resources":{"hugepageLimits":[{"pageSize":"2M","limit":1}]}}} | valid
          1.0.2 | {"linux":{"resources":{"hugepageLimits":[{"pageSize":"2M","limit":1}]}}} | schema-pattern
          1.0.1 | {"linux":{"resources":{"blockIO":{"weight":70000}}}} | valid
          1.0.2 | {"linux":{"resources":{"blockIO":{"weight":70000}}}} | schema-maximum
          1.0.2 | {"linux":{"resources":{"pids":{"limit":9223372036854776000}}}} | valid
          1.1.0 | {"linux":{"resources":{"pids":{"limit":9223372036854776000}}}} | schema-maximum
          1.0.2 | {"linux":{"namespaces":[{"type":"time"}]}} | schema-enum
          1.1.0 | {"linux":{"namespaces":[{"type":"time"}]}} | valid
          1.0.2 | {"domainname":7} | valid
          1.1.0 | {"domainname":7} | schema-type
          1.2.1 | {"linux":{"intelRdt":{"enableCMT":7}}} | schema-type
          1.3.0 | {"linux":{"intelRdt":{"enableCMT":7}}} | valid
          1.0.2 | {"linux":{"intelRdt":{"enableCMT":7}}} | valid
          1.2.0 | {"zos":{"devices":[{"type":"c","path":"/dev/x","major":1}]}} | schema-required
          1.2.1 | {"zos":{"devices":[{"type":"c","path":"/dev/x","major":1}]}} | valid
          """)
  void bothEnginesJudgeByTheDeclaredRelease(String version, String members, String verdict) {
    JsonDocument document =
        text("{\"ociVersion\":\"" + version + "\"," + members.strip().substring(1));
    SchemaValidator second = SchemaValidator.ofRelease(Release.of(version).orElseThrow());
    assertThat(verdict(DECLARED.validate(document))).isEqualTo(verdict);
    assertThat(verdict(second.validate(document, DocumentKind.CONFIG))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.0, schema-type", "1.2.9, schema-type", "1.1.0-rc.2, schema-type", "1.3.7+dev, valid",
    "1.9.0, valid", "2.0.0, valid", "v1.1.0, valid", "'', valid"
  })
  void anUnknownVersionStandsForTheNewestOfItsMinorOrOfAll(String version, String verdict) {
    JsonDocument document =
        text(
            "{\"ociVersion\":\"%s\",\"linux\":{\"intelRdt\":{\"enableMBM\":7}}}"
                .formatted(version));
    assertThat(verdict(DECLARED.validate(document))).isEqualTo(verdict);
  }

  @Test
  void aFeaturesDocumentIsJudgedByTheHighestVersionThatItNames() {
    String text =
        "{\"ociVersionMin\":\"1.0.0\",\"ociVersionMax\":\"%s\",\"linux\":{\"netDevices\":1}}";
    assertThat(verdict(DECLARED.validate(text(text.formatted("1.3.0"))))).isEqualTo("schema-type");
    assertThat(verdict(DECLARED.validate(text(text.formatted("1.2.1"))))).isEqualTo("valid");
    assertThat(verdict(DECLARED.validate(text("{\"ociVersionMax\":\"1.0.2\"}"))))
        .isEqualTo("schema-required");
  }

  @Test
  void aTypedDocumentIsJudgedByItsReleaseAndAPartByTheNewest() {
    Spec spec =
        Spec.builder()
            .ociVersion("1.0.2")
            .linux(l -> l.addNamespace(n -> n.type(LinuxNamespaceType.of("time"))))
            .build();
    Finding finding = DECLARED.validate(spec).findings().get(0);
    assertThat(finding.pointer()).isEqualTo("/linux/namespaces/0/type");
    assertThat(finding.message())
        .isEqualTo("expected one of mount, pid, network, uts, ipc, user, cgroup, found \"time\"");
    assertThat(DECLARED.validate(spec.linux().orElseThrow()).isValid()).isTrue();
    assertThat(Validator.standard().schemaOnly().validate(spec).isValid()).isTrue();
    assertThat(
            Validator.standard().schemaOnly().forRelease(Release.V1_0_0).validate(spec).isValid())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void bothEnginesAgreeOnRealConfigurationsInEveryRelease(Release release) {
    SchemaValidator second = SchemaValidator.ofRelease(release);
    for (Path file : Shared.jsonFiles("real-documents/config")) {
      Report first = Validator.standard().schemaOnly().forRelease(release).validate(file);
      assertThat(second.validate(file).isValid()).as(file.toString()).isEqualTo(first.isValid());
    }
  }

  @Test
  void nullInAFeaturesDocumentIsValidAndKept() {
    List<Report> reports = new ArrayList<>();
    String text =
        "{\"ociVersionMin\":\"1.0.0\",\"ociVersionMax\":\"1.3.0\",\"hooks\":null,"
            + "\"linux\":{\"cgroup\":null,\"seccomp\":{\"archs\":null}},\"annotations\":null}";
    reports.add(Validator.standard().schemaOnly().validate(text(text)));
    reports.add(SchemaValidator.ofLibrary().validate(text(text), DocumentKind.FEATURES));
    assertThat(reports).allMatch(Report::isValid);
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(Json.toBytes(Json.read(bytes, Features.class))).asString(UTF_8).isEqualTo(text);
  }

  private static JsonDocument text(String json) {
    return JsonDocument.of(json.getBytes(UTF_8));
  }

  private static String verdict(Report report) {
    return report.isValid() ? "valid" : report.findings().get(0).rule();
  }
}
