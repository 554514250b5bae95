package dev.ocispec.rule;

import dev.ocispec.JsonTrees;
import dev.ocispec.report.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The page about all rules, made from the catalogue and its fixtures. */
final class RulesPage {
  private static final Path PAGES = Path.of("src/test/resources/pages");

  private final StringBuilder page = new StringBuilder();

  private RulesPage() {}

  static String make() {
    return new RulesPage().all();
  }

  private String all() {
    page.append(part("rules-introduction.md")).append('\n');
    Map<String, List<Rule>> byFile =
        Rules.standard().stream()
            .collect(Collectors.groupingBy(RulesPage::file, TreeMap::new, Collectors.toList()));
    byFile.forEach(this::contents);
    page.append(part("rules-left-out.md"));
    byFile.forEach(
        (file, rules) -> {
          page.append("\n## Rules about ").append(file).append('\n');
          rules.forEach(this::rule);
        });
    return page.toString();
  }

  private static String part(String name) {
    return read(PAGES.resolve(name));
  }

  private static String file(Rule rule) {
    return rule.section().map(section -> section.replaceFirst("#.*", "")).orElse("no section");
  }

  private void contents(String file, List<Rule> rules) {
    page.append("### ").append(file).append("\n\n");
    page.append("| rule | level | platforms | what holds |\n| --- | --- | --- | --- |\n");
    for (Rule rule : rules) {
      page.append(
          "| [`%s`](#%s) | %s | %s | %s |%n"
              .formatted(
                  rule.id(),
                  rule.id(),
                  rule.level().text(),
                  platforms(rule),
                  cell(rule.summary())));
    }
    page.append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String platforms(Rule rule) {
    return rule.platforms().isEmpty()
        ? "all"
        : rule.platforms().stream().sorted().map(Platform::text).collect(Collectors.joining(", "));
  }

  private static String kinds(Rule rule) {
    return rule.kinds().stream().sorted().map(DocumentKind::text).collect(Collectors.joining(", "));
  }

  private void rule(Rule rule) {
    page.append("\n### `").append(rule.id()).append("`\n\n");
    page.append("Level `").append(rule.level().text()).append("`; platforms: ");
    page.append(platforms(rule)).append("; since ").append(rule.since());
    if (!rule.kinds().equals(Set.of(DocumentKind.CONFIG))) {
      page.append("; documents: ").append(kinds(rule));
    }
    if (rule.scope() != Scope.DOCUMENT) {
      page.append("; looks at the ").append(rule.scope() == Scope.BUNDLE ? "bundle" : "host");
    }
    rule.section().ifPresent(section -> page.append("; see `").append(section).append('`'));
    page.append(".\n\n").append(rule.summary().replace("<", "&lt;"));
    rule.reason().ifPresent(reason -> page.append(' ').append(reason.replace("<", "&lt;")));
    rule.runtimes()
        .ifPresent(text -> page.append("\n\nRuntimes: ").append(text.replace("<", "&lt;")));
    page.append('\n');
    examples(rule);
  }

  /** The first document that breaks the rule beside the one that differs least from it. */
  private void examples(Rule rule) {
    List<RuleFixture> failing = RuleFixture.failing(rule);
    List<RuleFixture> passing = RuleFixture.passing(rule);
    if (failing.isEmpty() || passing.isEmpty()) {
      return;
    }
    RuleFixture plain =
        failing.stream()
            .filter(f -> f.file().endsWith("fail.json"))
            .findFirst()
            .orElse(failing.get(0));
    JsonNode broken = tree(plain);
    RuleFixture good =
        passing.stream()
            .min(Comparator.comparingInt(f -> FixtureExcerpt.differences(broken, tree(f)).size()))
            .orElseThrow();
    JsonNode kept = tree(good);
    Set<String> places = new TreeSet<>(FixtureExcerpt.differences(broken, kept));
    plain.findings().stream()
        .filter(finding -> finding.rule().equals(rule.id()))
        .map(Finding::pointer)
        .forEach(places::add);
    example("Breaks it", FixtureExcerpt.of(broken, places), plain);
    example("Keeps it", FixtureExcerpt.of(kept, places), good);
  }

  private void example(String title, JsonNode excerpt, RuleFixture fixture) {
    page.append('\n').append(title).append(":\n\n```json\n");
    page.append(JsonLayout.of(excerpt)).append("\n```\n");
    around(fixture, ".host.json")
        .ifPresent(
            host ->
                page.append("\non a host with:\n\n```json\n")
                    .append(JsonLayout.of(JsonTrees.of(host)))
                    .append("\n```\n"));
    around(fixture, ".bundle")
        .ifPresent(
            changes ->
                page.append("\nin a bundle with `rootfs`, but for:\n\n```text\n")
                    .append(changes.strip())
                    .append("\n```\n"));
  }

  /** What lies around a document, in a file beside it. */
  private static Optional<String> around(RuleFixture fixture, String ending) {
    String name = fixture.file().getFileName().toString().replaceFirst("\\.json$", ending);
    Path file = fixture.file().resolveSibling(name);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(RuleFixture fixture) {
    return JsonTrees.of(read(fixture.file()));
  }
}
