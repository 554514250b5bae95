package dev.ocispec.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page about the rules is the one that the catalogue and its fixtures give. Run with {@code
 * -Docispec.golden.write=true} to rewrite it.
 */
@Tag("unit")
class RulesPageTest {
  private static final Path PAGE = Path.of("docs/rules.md");

  @Test
  void itIsCurrent() throws IOException {
    String page = RulesPage.make();
    if (Boolean.getBoolean("ocispec.golden.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void everyRuleHasOneAnchorAndOneRowInTheContents() throws IOException {
    String page = Files.readString(PAGE);
    List<String> headings = found(page, "(?m)^### `([a-z0-9-]+)`$");
    List<String> rows = found(page, "(?m)^\\| \\[`([a-z0-9-]+)`]\\(#\\1\\) \\|");
    Set<String> expected =
        Rules.standard().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));

    assertThat(headings).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rows).containsExactlyElementsOf(headings);
  }

  @Test
  void nothingThatIsLeftOutIsARule() throws IOException {
    String left = Files.readString(Path.of("src/test/resources/pages/rules-left-out.md"));
    List<String> ids = found(left, "`([a-z]+(?:-[a-z0-9]+)+)`[:,]");

    assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
    assertThat(ids).noneMatch(id -> Rules.standard().get(id).isPresent());
  }

  @Test
  void everyStatementInTheTableOfFactsIsARuleOrLeftOut() throws IOException {
    Path facts = Shared.path("facts/spec-rules.tsv");
    String left = Files.readString(Path.of("src/test/resources/pages/rules-left-out.md"));
    List<String> missing =
        Files.readAllLines(facts).stream()
            .skip(1)
            .map(row -> row.replaceFirst("\t.*", ""))
            .filter(id -> Rules.standard().get(id).isEmpty())
            .filter(id -> !left.contains("`" + id + "`"))
            .toList();

    assertThat(missing).isEmpty();
  }

  private static List<String> found(String text, String expression) {
    return Pattern.compile(expression).matcher(text).results().map(RulesPageTest::first).toList();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }
}
