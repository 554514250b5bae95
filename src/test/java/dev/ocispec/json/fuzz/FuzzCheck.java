package dev.ocispec.json.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JsonTrees;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.Report;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.SchemaFindings;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import dev.ocispec.version.Downgrade;
import dev.ocispec.version.MinimumVersion;
import dev.ocispec.version.Release;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What holds for any text whatever: it is read or refused with places, what was read is written as
 * it was, and everything that can be asked of it has an answer or an exception of the library.
 */
final class FuzzCheck {
  private static final int DOWNGRADE_EACH = 10;
  private static final int SECOND_ENGINE_EACH = 100;

  /** The name of an annotation that is nothing but ends of lines, if anything. */
  private static final Pattern UNSEEN =
      Pattern.compile(".*/annotations/[\n\r\u2028\u2029]*", Pattern.DOTALL);

  private static final Release[] RELEASES = Release.values();

  private final Validator schema = Validator.standard().schemaOnly();
  private final SchemaValidator second = SchemaValidator.ofLibrary();
  private final FuzzCounts counts;

  FuzzCheck(FuzzCounts counts) {
    this.counts = counts;
  }

  /**
   * Checks one.
   *
   * @param number which one it is: some checks are made for a sample
   */
  void check(MutatedDocument document, long number) {
    JsonDocument text = JsonDocument.of(document.bytes());
    if (text.jsonFindings().isEmpty()) {
      counts.json.increment();
    }
    Report report = schema.validate(text, document.kind());
    Report judged = Validator.standard().validate(text, document.kind());
    if (number % SECOND_ENGINE_EACH == 0) {
      assertThat(second.validate(text, document.kind()).isValid()).isEqualTo(report.isValid());
      counts.judgedTwice.increment();
    }
    Optional<OciDocument> read = read(document, report.isValid());
    if (read.isEmpty()) {
      return;
    }
    counts.read.increment();
    judgedAlike(judged, read.get());
    written(document, read.get(), report);
    MinimumVersion lowest = MinimumVersion.of(read.get());
    assertThat(lowest.release()).isNotNull();
    if (read.get() instanceof Spec spec && number % DOWNGRADE_EACH == 0) {
      downgraded(spec, RELEASES[(int) (number / DOWNGRADE_EACH % RELEASES.length)]);
    }
  }

  /**
   * The rules see the same in a text and in the value that was read from it. Only the text has an
   * end to its findings.
   */
  static void judgedAlike(Report text, OciDocument read) {
    Set<String> ofText = findings(text);
    if (ofText.stream().noneMatch(finding -> finding.startsWith("json-more"))) {
      assertThat(findings(Validator.standard().validate(read))).isEqualTo(ofText);
    }
  }

  private static Set<String> findings(Report report) {
    return report.findings().stream()
        // A value does not keep the sign of a zero.
        .filter(finding -> !finding.rule().equals("json-negative-zero"))
        .map(finding -> finding.rule() + " " + finding.pointer() + " " + finding.message())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The schema sets no bound for some numbers, and says nothing of an annotation whose name has no
   * character that its pattern knows; reading has to.
   */
  private static boolean isUnbounded(Finding finding) {
    return finding.rule().equals("json-number")
        || finding.rule().equals("json-type") && UNSEEN.matcher(finding.pointer()).matches();
  }

  private static Optional<OciDocument> read(MutatedDocument document, boolean valid) {
    try {
      return Optional.of(Json.read(document.bytes(), document.kind().type()));
    } catch (UnreadableDocumentException e) {
      assertThat(e.findings()).isNotEmpty().allMatch(finding -> finding.line().isPresent());
      if (valid) {
        assertThat(e.findings()).allMatch(FuzzCheck::isUnbounded);
      }
      return Optional.empty();
    }
  }

  private void written(MutatedDocument document, OciDocument read, Report report) {
    byte[] again = Json.unchecked().toBytes(read);
    assertThat(JsonTrees.of(again)).isEqualTo(JsonTrees.of(document.bytes()));
    OciDocument second = Json.read(again, document.kind().type());
    assertThat(second).isEqualTo(read);
    byte[] canonical = Json.unchecked().toCanonicalBytes(read);
    assertThat(Json.unchecked().toCanonicalBytes(second)).isEqualTo(canonical);
    byTheTables(Walkable.of(read));
    boolean written = isWritten(read);
    List<String> refused =
        schema.validate(read).findings().stream()
            .filter(finding -> finding.rule().startsWith("schema-"))
            .map(Finding::message)
            .toList();
    if (refused.isEmpty()) {
      assertThat(written).as("written, since the schema allows it").isTrue();
    } else if (!refused.stream().allMatch(message -> message.endsWith("found null"))) {
      assertThat(written).as("written, although the schema refuses more than nulls").isFalse();
    }
    if (report.isValid()) {
      assertThat(written).as("written, since its text is valid").isTrue();
      counts.valid.increment();
    }
  }

  /** A value that says by itself that nothing is wrong with it is right. */
  private static void byTheTables(Walkable read) {
    assertThat(SchemaFindings.of(read)).isEqualTo(SchemaCheck.of(read.schema(), read::accept));
    assertThat(SchemaFindings.ofTyped(read))
        .isEqualTo(SchemaCheck.ofTyped(read.schema(), read::accept));
  }

  private static boolean isWritten(OciDocument read) {
    try {
      Json.toBytes(read);
      return true;
    } catch (InvalidDocumentException e) {
      assertThat(e.report().isValid()).isFalse();
      return false;
    }
  }

  private void downgraded(Spec spec, Release release) {
    counts.downgraded.increment();
    if (Downgrade.of(spec, release) instanceof Downgrade.Done done) {
      assertThat(done.spec().ociVersion()).isEqualTo(release.version());
      assertThat(MinimumVersion.of(done.spec()).release()).isLessThanOrEqualTo(release);
      Json.toBytes(done.spec());
    }
  }
}
