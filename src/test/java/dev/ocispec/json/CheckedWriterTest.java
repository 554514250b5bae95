package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.Level;
import dev.ocispec.rule.Rule;
import dev.ocispec.rule.Rules;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.Validator;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents are written by the schema alone unless the rules are asked, too. */
@Tag("unit")
class CheckedWriterTest {
  private static final Rule NAMED =
      Rule.of(
          "acme-hostname",
          Level.MUST,
          (subject, reporter) -> {
            if (subject.at("hostname").isAbsent()) {
              reporter.report(subject.at("hostname"), "expected hostname");
            }
          });
  private static final Validator VALIDATOR =
      Validator.standard().withRules(Rules.none()).with(NAMED);
  private static final DocumentWriter WRITER = Json.checkedBy(VALIDATOR::validate);

  private static final Spec NAMELESS = Spec.builder().build();
  private static final Spec GOOD = Spec.builder().hostname("box").build();

  @TempDir Path folder;

  @Test
  void theSchemaAloneJudgesWhatJsonWrites() {
    assertThat(Json.toString(NAMELESS)).isEqualTo("{\"ociVersion\":\"1.0.0\"}");
  }

  @Test
  void everyWayOfWritingIsRefusedWithTheReportOfTheValidator() {
    List<Consumer<Spec>> ways =
        List.of(
            WRITER::toBytes,
            WRITER::toString,
            WRITER::toPrettyString,
            WRITER::toCanonicalBytes,
            WRITER::digest,
            spec -> WRITER.write(spec, folder.resolve("config.json")));
    for (Consumer<Spec> way : ways) {
      assertThat(
              catchThrowableOfType(InvalidDocumentException.class, () -> way.accept(NAMELESS))
                  .report()
                  .findings())
          .extracting(Finding::rule)
          .containsExactly("acme-hostname");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatTheValidatorTakesIsWrittenAsJsonDoes() {
    assertThat(WRITER.toBytes(GOOD)).isEqualTo(Json.toBytes(GOOD));
  }

  @Test
  void aFindingThatLeavesTheDocumentValidDoesNotStopIt() {
    DocumentWriter lenient =
        Json.checkedBy(VALIDATOR.level("acme-hostname", Level.SHOULD)::validate);

    assertThat(lenient.toBytes(NAMELESS)).isEqualTo(Json.toBytes(NAMELESS));
  }

  @Test
  void theSchemaIsAskedWhateverTheValidatorLeavesOut() {
    DocumentWriter rules = Json.checkedBy(VALIDATOR.rulesOnly()::validate);
    Spec odd = GOOD.toBuilder().linux(l -> l.rootfsPropagation("x")).build();

    assertThatThrownBy(() -> rules.toBytes(odd))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("schema-enum");
    assertThatThrownBy(() -> rules.toBytes(odd.linux().orElseThrow()))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("schema-enum");
  }
}
