package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The doctor's promises are those on the page. */
@Tag("unit")
class SandboxPromiseTest {
  private static List<String> firstCells(String heading) throws IOException {
    String page = Files.readString(Path.of("docs/sandbox.md"));
    return page.substring(page.indexOf(heading))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
        .map(line -> line.substring(2, line.indexOf(" |", 2)))
        .toList();
  }

  @Test
  void eachRowOfTheThreatModelIsLookedAt() throws IOException {
    List<String> titles = Stream.of(SandboxPromise.values()).map(SandboxPromise::title).toList();

    List<String> rows =
        firstCells("## Threat model").stream()
            .filter(cell -> !cell.startsWith("protected from") && !cell.startsWith("`"))
            .filter(cell -> !cell.equals("promise"))
            .toList();
    assertThat(titles).containsAll(rows);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(13);
  }

  @Test
  void eachPromiseIsExplainedInItsOrder() throws IOException {
    List<String> ids =
        firstCells("### What holds on a machine").stream()
            .filter(cell -> cell.startsWith("`"))
            .map(cell -> cell.replace("`", ""))
            .toList();

    assertThat(ids)
        .containsExactlyElementsOf(
            Stream.of(SandboxPromise.values()).map(SandboxPromise::id).toList());
  }
}
