package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that runtimes disagree about, or that is meant to harm, is refused with its place. */
@Tag("unit")
class HostileTextTest {
  private static final SchemaValidator SECOND = SchemaValidator.ofLibrary();

  static Stream<HostileText> texts() {
    return HostileText.all().stream();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void itIsRefusedInOneLineForEachFaultWithItsPlace(HostileText text) {
    byte[] bytes = text.bytes().get();
    UnreadableDocumentException refused =
        catchThrowableOfType(UnreadableDocumentException.class, () -> Json.read(bytes, Spec.class));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.findings()).extracting(Finding::rule).contains(text.rule());
    assertThat(refused.findings()).allSatisfy(HostileTextTest::isOneLineWithPlace);
    assertThat(refused.getMessage().lines()).hasSize(refused.findings().size());
    assertThat(refused.isLimit()).isEqualTo(text.rule().equals("json-limit"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void bothValidatorsReportItInsteadOfThrowing(HostileText text) {
    byte[] bytes = text.bytes().get();
    for (Report report :
        List.of(
            Validator.standard().validate(JsonDocument.of(bytes), DocumentKind.CONFIG),
            SECOND.validate(JsonDocument.of(bytes), DocumentKind.CONFIG))) {
      assertThat(report.isValid()).isFalse();
      assertThat(report.findings()).allSatisfy(HostileTextTest::isOneLineWithPlace);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void itTakesLessThanASecond(HostileText text) {
    byte[] bytes = text.bytes().get();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime(); // Other programs do not add to it.
    catchThrowableOfType(UnreadableDocumentException.class, () -> Json.read(bytes, Spec.class));
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(1));
  }

  private static void isOneLineWithPlace(Finding finding) {
    assertThat(finding.line()).isPresent();
    assertThat(finding.column()).isPresent();
    assertThat(finding.toLine().length()).isLessThan(1000);
    assertThat(finding.toLine().chars())
        .as("no control character, no lone surrogate: %s", finding.toLine())
        .noneMatch(c -> Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF);
  }

  @Test
  void aPlaceIsTheLineAndColumnOfTheCharacter() {
    assertThat(place("{\n  \"ociVersion\": 1\n}")).isEqualTo("2:17 /ociVersion");
    assertThat(place("{\"ä𝄞\": 1, \"ociVersion\": 1}")).isEqualTo("1:25 /ociVersion");
    assertThat(place("{\r\n\t\"ociVersion\": \"1.0.0\",\r\n\t\"mounts\": {}\r\n}"))
        .isEqualTo("3:12 /mounts");
    assertThat(place("{\"ociVersion\": \"1.0.0\"}\n\n  x")).isEqualTo("3:3 ");
    assertThat(place("{\"ociVersion\": \"1.0.0\"")).isEqualTo("1:23 /ociVersion");
  }

  @Test
  void noMoreFaultsAreListedThanTheLimitAndThatIsSaid() {
    String json = "{\"ociVersion\":\"1.0.0\",\"mounts\":[" + "1,".repeat(5000) + "1]}";
    List<Finding> read =
        catchThrowableOfType(UnreadableDocumentException.class, () -> Json.read(json, Spec.class))
            .findings();
    JsonDocument document = JsonDocument.of(json.getBytes(StandardCharsets.UTF_8));
    List<Finding> judged = Validator.standard().validate(document).findings();
    List<Finding> second = SECOND.validate(document, DocumentKind.CONFIG).findings();

    for (List<Finding> findings : List.of(read, judged, second)) {
      assertThat(findings).hasSize(1001);
      assertThat(findings.stream().filter(f -> f.rule().equals("json-more")))
          .singleElement()
          .extracting(Finding::message)
          .isEqualTo("only the first 1000 findings are listed");
    }
  }

  @Test
  void aMissingMemberIsPlacedAtItsObject() {
    assertThat(place("{\"ociVersion\": \"1.0.0\", \"mounts\": [\n {}]}"))
        .isEqualTo("2:2 /mounts/0");
  }

  private static String place(String json) {
    UnreadableDocumentException refused =
        catchThrowableOfType(
            UnreadableDocumentException.class,
            () -> Json.read(json.getBytes(StandardCharsets.UTF_8), Spec.class));
    Finding first = refused.findings().get(0);
    return first.line().orElseThrow() + ":" + first.column().orElseThrow() + " " + first.pointer();
  }
}
