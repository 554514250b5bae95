package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.report.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What rules say about the documents that break them, one line for each finding: {@code FIXTURE |
 * POINTER | MESSAGE}, and {@code | SUGGESTION} where there is one.
 */
@Tag("unit")
class RuleMessagesTest {
  private static final Path FOLDER = Path.of("src/test/resources/rule-messages");
  private static final Pattern MADE_FOLDER = Pattern.compile("/[^\" ]*/ocispec-test[0-9]+");

  static Stream<String> lines() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream().flatMap(file -> read(file).stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aFindingNamesPlaceAndValueAndWhatToDo(String line) {
    String fixture = line.substring(0, line.indexOf(" | "));
    String id = fixture.substring(0, fixture.indexOf('/'));
    Rule rule = Rules.standard().get(id).orElseThrow();
    Path file = RuleFixture.FOLDER.resolve(fixture);
    RuleFixture document = new RuleFixture(rule, file);
    assertThat(document.findings())
        .filteredOn(finding -> finding.rule().equals(id))
        .extracting(finding -> line(document, finding))
        .contains(line);
  }

  /** Line breaks of the document are written {@code \n} and {@code \r}, its folder BUNDLE. */
  static String line(RuleFixture fixture, Finding finding) {
    String line =
        fixture
            + " | "
            + finding.pointer()
            + " | "
            + finding.message()
            + finding.suggestion().map(suggestion -> " | " + suggestion).orElse("");
    return MADE_FOLDER.matcher(line).replaceAll("BUNDLE").replace("\n", "\\n").replace("\r", "\\r");
  }
}
