package dev.ocispec.json.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A part of what {@code mvn -P fuzz test} does a million times: whatever becomes of a document, the
 * rules have an answer, and the same for the text and the value.
 */
@Tag("unit")
class RulesOnMutatedDocumentsTest {
  private static final int DOCUMENTS = 4_000;
  // Many changed documents are made from one; these few should not all be of the first.
  private static final int EACH_SEED = 250;

  @Test
  void rulesNeverThrowAndJudgeTextsAndValuesAlike() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger other = new AtomicInteger();
    JqwikSession.run(
        () -> {
          MutatedDocuments documents = new MutatedDocuments(0);
          for (int i = 0; i < DOCUMENTS; i++) {
            if (i % EACH_SEED == 0) {
              documents = new MutatedDocuments(i);
            }
            MutatedDocument document = documents.next();
            JsonDocument text = JsonDocument.of(document.bytes());
            for (DocumentKind kind : DocumentKind.values()) {
              Report report = Validator.standard().validate(text, kind);
              if (kind == document.kind()) {
                Optional<OciDocument> value = value(document);
                value.ifPresent(each -> FuzzCheck.judgedAlike(report, each));
                read.addAndGet(value.isPresent() ? 1 : 0);
              } else {
                other.incrementAndGet();
              }
            }
            JqwikSession.finishTry();
          }
        });

    assertThat(read).hasValueGreaterThan(DOCUMENTS / 20);
    assertThat(other).hasValue(DOCUMENTS * 3);
  }

  @Test
  void aZeroWithASignIsZeroToTheRules() {
    JsonDocument text =
        JsonDocument.of(
            "{\"ociVersion\":\"1.0.2\",\"linux\":{\"resources\":{\"pids\":{\"limit\":-0}}}}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(Validator.standard().validate(text, DocumentKind.CONFIG).findings())
        .extracting(Finding::rule)
        .contains("pids-limit-zero-ignored");
  }

  private static Optional<OciDocument> value(MutatedDocument document) {
    try {
      return Optional.of(Json.read(document.bytes(), document.kind().type()));
    } catch (UnreadableDocumentException e) {
      return Optional.empty();
    }
  }
}
