package dev.ocispec.rule;

import dev.ocispec.JsonTrees;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.report.Finding;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The documents that show what a rule means: {@code pass*.json} keep it, {@code fail*.json} break
 * it. {@code note.json} beside them says for which platform they are validated, and which other
 * rules they break, with the reason: {@code {"platform": "windows", "implied": {"rule": "why"}}}.
 * Its {@code around} gives the level of what is wrong around a document where that is not the
 * rule's own: {@code {"around": {"pass-link": "runtime"}}}. Beside the documents of rules that look
 * at the bundle, {@code pass.bundle} says what is in it, see {@link FixtureBundle}; beside those of
 * rules that look at the host, {@code pass.host.json} has its facts, see {@link FixtureHost}.
 */
record RuleFixture(Rule rule, Path file) {
  static final Path FOLDER = Path.of("src/test/resources/rules");

  static Path folder(Rule rule) {
    return FOLDER.resolve(rule.id());
  }

  static List<RuleFixture> passing(Rule rule) {
    return of(rule, "pass");
  }

  static List<RuleFixture> failing(Rule rule) {
    return of(rule, "fail");
  }

  private static List<RuleFixture> of(Rule rule, String prefix) {
    if (!Files.isDirectory(folder(rule))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder(rule))) {
      return files
          .filter(file -> file.getFileName().toString().matches(prefix + "[a-z0-9-]*\\.json"))
          .sorted()
          .map(file -> new RuleFixture(rule, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is found in the document. */
  List<Finding> findings() {
    return findings(Validator.standard());
  }

  /** What {@code validator} finds in the document, with its platform and what is around it. */
  List<Finding> findings(Validator validator) {
    JsonNode platform = note().path("platform");
    Validator plain =
        platform.isString()
            ? validator.forPlatform(Platform.of(platform.asString()).orElseThrow())
            : validator;
    return switch (rule.scope()) {
      case DOCUMENT -> validate(plain);
      case BUNDLE ->
          FixtureBundle.with(file, beside(".bundle"), bundle -> validate(plain.inBundle(bundle)));
      case HOST ->
          FixtureBundle.with(
              file,
              beside(".bundle"),
              bundle ->
                  validate(plain.inBundle(bundle).onHost(FixtureHost.of(beside(".host.json")))));
    };
  }

  private List<Finding> validate(Validator validator) {
    return validator.validate(JsonDocument.of(file), kind()).findings();
  }

  /** Rules for several kinds are shown with the first of them. */
  private DocumentKind kind() {
    return rule.kinds().iterator().next();
  }

  /** The file that tells what is around the document; empty when nothing is special. */
  private Optional<Path> beside(String ending) {
    String name = file.getFileName().toString().replace(".json", ending);
    return Optional.of(file.resolveSibling(name)).filter(Files::exists);
  }

  /** The other rules that the note excuses. */
  Set<String> implied() {
    return new TreeSet<>(note().path("implied").propertyNames());
  }

  private JsonNode note() {
    Path note = file.resolveSibling("note.json");
    try {
      return JsonTrees.of(Files.exists(note) ? Files.readString(note) : "{}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return rule.id() + "/" + file.getFileName();
  }
}
