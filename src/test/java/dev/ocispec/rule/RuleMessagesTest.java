package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.report.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  static Stream<String> lines() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream().flatMap(file -> read(file).stream());
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
    assertThat(new RuleFixture(rule, file).findings())
        .filteredOn(finding -> finding.rule().equals(id))
        .extracting(finding -> fixture + " | " + text(finding))
        .contains(line);
  }

  private static String text(Finding finding) {
    return finding.pointer()
        + " | "
        + finding.message()
        + finding.suggestion().map(suggestion -> " | " + suggestion).orElse("");
  }
}
