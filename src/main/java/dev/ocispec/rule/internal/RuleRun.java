package dev.ocispec.rule.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.HostView;
import dev.ocispec.rule.Node;
import dev.ocispec.rule.Platform;
import dev.ocispec.rule.Reporter;
import dev.ocispec.rule.Rule;
import dev.ocispec.rule.Rules;
import dev.ocispec.rule.Subject;
import dev.ocispec.schema.internal.SchemaCheck.Findings;
import dev.ocispec.version.DeclaredVersion;
import dev.ocispec.version.Release;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies the rules of a selection that concern a document. */
public final class RuleRun implements Subject {
  private static final Set<Platform> SYSTEMS = EnumSet.complementOf(EnumSet.of(Platform.VM));

  private final TreeNode document;
  private final DocumentKind kind;
  private final Release release;
  private final Set<Platform> platforms;
  private final RuleSurroundings around;
  private @Nullable MemberSurvey survey;

  private RuleRun(TreeNode document, DocumentKind kind, RuleSurroundings around) {
    this.document = document;
    this.kind = kind;
    this.around = around;
    this.release =
        document
            .get(kind == DocumentKind.FEATURES ? "ociVersionMax" : "ociVersion")
            .asText()
            .map(DeclaredVersion::release)
            .orElse(Release.NEWEST)
            .max(kind.since());
    this.platforms = around.platforms().isEmpty() ? sections(document) : around.platforms();
  }

  /** The platforms whose sections a configuration has; Linux when there is none but a VM's. */
  private static Set<Platform> sections(TreeNode document) {
    Set<Platform> found = EnumSet.noneOf(Platform.class);
    for (Platform platform : Platform.values()) {
      if (document.get(platform.text()).isPresent()) {
        found.add(platform);
      }
    }
    if (found.stream().noneMatch(SYSTEMS::contains)) {
      found.add(Platform.LINUX);
    }
    return found;
  }

  /** The document as rules see it. */
  public static Subject subject(TreeNode document, DocumentKind kind, RuleSurroundings around) {
    return new RuleRun(document, kind, around);
  }

  /** Applies {@code rules} to a document; each finding goes to {@code findings} with its place. */
  public static void apply(
      Rules rules,
      TreeNode document,
      DocumentKind kind,
      RuleSurroundings around,
      Findings findings) {
    RuleRun run = new RuleRun(document, kind, around);
    for (Rule rule : RuleSelection.of(rules, kind, run.release, run.platforms, around)) {
      rule.check().check(run, new RuleReporter(rule, findings));
    }
  }

  /** What stands out among the names and values of a document; found once for all rules. */
  public static MemberSurvey survey(Subject subject) {
    RuleRun run = (RuleRun) subject;
    if (run.survey == null) {
      run.survey = MemberSurvey.of(run.document);
    }
    return run.survey;
  }

  @Override
  public Node document() {
    return document;
  }

  @Override
  public DocumentKind kind() {
    return kind;
  }

  @Override
  public Release release() {
    return release;
  }

  @Override
  public Set<Platform> platforms() {
    return platforms;
  }

  @Override
  public Optional<Path> bundle() {
    return around.bundle();
  }

  @Override
  public Optional<HostView> host() {
    return around.host();
  }

  /** Makes the findings of one rule after the other. */
  private static final class RuleReporter implements Reporter {
    private final Findings findings;
    private final Rule rule;

    RuleReporter(Rule rule, Findings findings) {
      this.rule = rule;
      this.findings = findings;
    }

    @Override
    public void report(Node place, String message) {
      add(place, message, Optional.empty());
    }

    @Override
    public void report(Node place, String message, String suggestion) {
      add(place, message, Optional.of(suggestion));
    }

    private void add(Node place, String message, Optional<String> suggestion) {
      TreeNode at = TreeNode.standing(place);
      Finding finding = Finding.of(rule.id(), rule.level(), at.pointer(), message);
      if (rule.section().isPresent()) {
        finding = finding.withSpecification(rule.section().get());
      }
      if (rule.runtimes().isPresent()) {
        finding = finding.withRuntimes(rule.runtimes().get());
      }
      findings.add(suggestion.map(finding::withSuggestion).orElse(finding), at.mark());
    }
  }
}
