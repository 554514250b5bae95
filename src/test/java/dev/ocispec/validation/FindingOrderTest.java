package dev.ocispec.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.spec.Spec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings come in the order of the document, whether it is given as text or as values. */
@Tag("unit")
class FindingOrderTest {
  private static final String TEXT =
      "{'ociVersion':'1.0.0','linux':{'seccomp':{'defaultAction':'SCMP_ACT_ALLOW','syscalls':["
          + "{'action':'SCMP_ACT_ALLOW','args':[{'index':0,'value':1,'op':'SCMP_CMP_ODD'}]}]}}}";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAnObjectLacksComesBeforeWhatItsMembersHave(boolean asValues) {
    byte[] bytes = TEXT.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Validator validator = Validator.standard().schemaOnly();

    Report report =
        asValues
            ? validator.validate(Json.read(bytes, Spec.class))
            : validator.validate(JsonDocument.of(bytes));

    assertThat(report.findings())
        .extracting(Finding::rule, Finding::pointer)
        .containsExactly(
            tuple("schema-required", "/linux/seccomp/syscalls/0"),
            tuple("schema-enum", "/linux/seccomp/syscalls/0/args/0/op"));
  }
}
