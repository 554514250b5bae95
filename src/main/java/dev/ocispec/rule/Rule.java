package dev.ocispec.rule;

import dev.ocispec.report.Level;
import dev.ocispec.version.Release;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One demand on a document. A value: the {@code with…} methods give changed copies.
 *
 * <p>A rule of your own:
 *
 * <pre>{@code
 * Rule noRoot = Rule.of("acme-no-root", Level.MUST, (subject, reporter) -> {
 *   Node uid = subject.at("process", "user", "uid");
 *   if (uid.asLong().orElse(0) == 0) {
 *     reporter.report(uid, "expected a user other than root");
 *   }
 * });
 * Report report = Validator.standard().with(noRoot).validate(spec);
 * }</pre>
 */
public final class Rule {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final String id;
  private final Level level;
  private final Set<DocumentKind> kinds;
  private final Set<Platform> platforms;
  private final Scope scope;
  private final Optional<String> section;
  private final Release since;
  private final String summary;
  private final Optional<String> reason;
  private final Optional<String> runtimes;
  private final RuleCheck check;

  private Rule(Rule from, Draft draft) {
    this.id = from.id;
    this.check = from.check;
    this.level = draft.level;
    this.kinds = draft.kinds;
    this.platforms = draft.platforms;
    this.scope = draft.scope;
    this.section = draft.section;
    this.since = draft.since;
    this.summary = draft.summary;
    this.reason = draft.reason;
    this.runtimes = draft.runtimes;
  }

  private Rule(String id, Level level, RuleCheck check) {
    this.id = id;
    this.level = Objects.requireNonNull(level, "level");
    this.check = Objects.requireNonNull(check, "check");
    this.kinds = Set.of(DocumentKind.CONFIG);
    this.platforms = Set.of();
    this.scope = Scope.DOCUMENT;
    this.section = Optional.empty();
    this.since = Release.V1_0_0;
    this.summary = "";
    this.reason = Optional.empty();
    this.runtimes = Optional.empty();
  }

  /** What changes in a copy. */
  private static final class Draft {
    Level level;
    Set<DocumentKind> kinds;
    Set<Platform> platforms;
    Scope scope;
    Optional<String> section;
    Release since;
    String summary;
    Optional<String> reason;
    Optional<String> runtimes;

    Draft(Rule rule) {
      level = rule.level;
      kinds = rule.kinds;
      platforms = rule.platforms;
      scope = rule.scope;
      section = rule.section;
      since = rule.since;
      summary = rule.summary;
      reason = rule.reason;
      runtimes = rule.runtimes;
    }
  }

  /**
   * {@return a rule for configurations on all platforms and of all releases that looks at the
   * document alone}
   *
   * @param id its name in reports: words of small letters and digits, joined by hyphens
   * @param level the level of its findings
   * @param check what it does
   * @throws IllegalArgumentException when {@code id} has another form
   */
  public static Rule of(String id, Level level, RuleCheck check) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "expected words of small letters and digits joined by hyphens, found \"" + id + "\"");
    }
    return new Rule(id, level, check);
  }

  /**
   * {@return the same rule with findings of another level}
   *
   * @param other the level
   */
  public Rule withLevel(Level other) {
    Draft draft = new Draft(this);
    draft.level = Objects.requireNonNull(other, "level");
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule for documents of these kinds only}
   *
   * @param first a kind
   * @param more further ones
   */
  public Rule forKind(DocumentKind first, DocumentKind... more) {
    Draft draft = new Draft(this);
    draft.kinds = Collections.unmodifiableSet(EnumSet.of(first, more));
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule for documents of these platforms only}
   *
   * @param first a platform
   * @param more further ones
   */
  public Rule on(Platform first, Platform... more) {
    Draft draft = new Draft(this);
    draft.platforms = Set.copyOf(EnumSet.of(first, more));
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule with another scope} It is applied only when the bundle or the host is at
   * hand.
   *
   * @param other the scope
   */
  public Rule withScope(Scope other) {
    Draft draft = new Draft(this);
    draft.scope = Objects.requireNonNull(other, "scope");
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule with the section of the prose that it rests on}
   *
   * @param file and anchor, for instance {@code config.md#mounts}
   */
  public Rule section(String file) {
    Draft draft = new Draft(this);
    draft.section = Optional.of(file);
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule for documents that declare {@code release} or a later one}
   *
   * @param release the first release that has the rule
   */
  public Rule since(Release release) {
    Draft draft = new Draft(this);
    draft.since = Objects.requireNonNull(release, "release");
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule with what it says, for documentation and SARIF}
   *
   * @param sentence what holds when the rule is kept, one sentence
   */
  public Rule says(String sentence) {
    Draft draft = new Draft(this);
    draft.summary = Objects.requireNonNull(sentence, "sentence");
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule with its reason, for documentation}
   *
   * @param sentence why it is a rule, or what happens when it is broken
   */
  public Rule because(String sentence) {
    Draft draft = new Draft(this);
    draft.reason = Optional.of(sentence);
    return new Rule(this, draft);
  }

  /**
   * {@return the same rule with what runtimes do with a document that breaks it}
   *
   * @param sentence which runtimes, in which versions, enforce or misread it
   */
  public Rule runtimes(String sentence) {
    Draft draft = new Draft(this);
    draft.runtimes = Optional.of(sentence);
    return new Rule(this, draft);
  }

  /** {@return its name in reports} */
  public String id() {
    return id;
  }

  /** {@return the level of its findings} */
  public Level level() {
    return level;
  }

  /** {@return the kinds of documents that it is for} */
  public Set<DocumentKind> kinds() {
    return kinds;
  }

  /** {@return the platforms that it is for; empty for all} */
  public Set<Platform> platforms() {
    return platforms;
  }

  /** {@return what it has to look at} */
  public Scope scope() {
    return scope;
  }

  /** {@return file and anchor in the prose; empty when it does not rest on the prose} */
  public Optional<String> section() {
    return section;
  }

  /** {@return the first release that has it} */
  public Release since() {
    return since;
  }

  /** {@return what holds when it is kept; empty text when that was not said} */
  public String summary() {
    return summary;
  }

  /** {@return why it is a rule; empty when that was not said} */
  public Optional<String> reason() {
    return reason;
  }

  /** {@return what runtimes do with a document that breaks it; empty when nothing is known} */
  public Optional<String> runtimes() {
    return runtimes;
  }

  /** {@return what it does} */
  public RuleCheck check() {
    return check;
  }

  /** Its id. */
  @Override
  public String toString() {
    return id;
  }
}
