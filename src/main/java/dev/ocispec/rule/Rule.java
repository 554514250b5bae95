package dev.ocispec.rule;

import dev.ocispec.report.Level;
import dev.ocispec.version.Release;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
  private final RuleCheck check;
  private final Traits traits;

  /** What copies differ in; nothing changes it once its rule is made. */
  private static final class Traits implements Cloneable {
    Level level;
    Set<DocumentKind> kinds = Set.of(DocumentKind.CONFIG);
    Set<Platform> platforms = Set.of();
    Scope scope = Scope.DOCUMENT;
    Optional<String> section = Optional.empty();
    Release since = Release.V1_0_0;
    String summary = "";
    Optional<String> reason = Optional.empty();
    Optional<String> runtimes = Optional.empty();

    Traits(Level level) {
      this.level = Objects.requireNonNull(level, "level");
    }

    @Override
    protected Traits clone() {
      try {
        return (Traits) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Rule(String id, RuleCheck check, Traits traits) {
    this.id = id;
    this.check = Objects.requireNonNull(check, "check");
    this.traits = traits;
  }

  private Rule with(Consumer<Traits> change) {
    Traits changed = traits.clone();
    change.accept(changed);
    return new Rule(id, check, changed);
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
    return new Rule(id, check, new Traits(level));
  }

  /**
   * {@return the same rule with findings of another level}
   *
   * @param other the level
   */
  public Rule withLevel(Level other) {
    return with(changed -> changed.level = Objects.requireNonNull(other, "level"));
  }

  /**
   * {@return the same rule for documents of these kinds only}
   *
   * @param first a kind
   * @param more further ones
   */
  public Rule forKind(DocumentKind first, DocumentKind... more) {
    return with(changed -> changed.kinds = Collections.unmodifiableSet(EnumSet.of(first, more)));
  }

  /**
   * {@return the same rule for documents of these platforms only}
   *
   * @param first a platform
   * @param more further ones
   */
  public Rule on(Platform first, Platform... more) {
    return with(changed -> changed.platforms = Set.copyOf(EnumSet.of(first, more)));
  }

  /**
   * {@return the same rule with another scope} It is applied only when the bundle or the host is at
   * hand.
   *
   * @param other the scope
   */
  public Rule withScope(Scope other) {
    return with(changed -> changed.scope = Objects.requireNonNull(other, "scope"));
  }

  /**
   * {@return the same rule with the section of the prose that it rests on}
   *
   * @param anchor file and anchor, for instance {@code config.md#configMounts}
   */
  public Rule section(String anchor) {
    return with(changed -> changed.section = Optional.of(anchor));
  }

  /**
   * {@return the same rule for documents that declare {@code release} or a later one}
   *
   * @param release the first release that has the rule
   */
  public Rule since(Release release) {
    return with(changed -> changed.since = Objects.requireNonNull(release, "release"));
  }

  /**
   * {@return the same rule with what it says, for documentation and SARIF}
   *
   * @param sentence what holds when the rule is kept, one sentence
   */
  public Rule says(String sentence) {
    return with(changed -> changed.summary = Objects.requireNonNull(sentence, "sentence"));
  }

  /**
   * {@return the same rule with its reason, for documentation}
   *
   * @param sentence why it is a rule, or what happens when it is broken
   */
  public Rule because(String sentence) {
    return with(changed -> changed.reason = Optional.of(sentence));
  }

  /**
   * {@return the same rule with what runtimes do with a document that breaks it}
   *
   * @param sentence which runtimes, in which versions, enforce or misread it
   */
  public Rule runtimes(String sentence) {
    return with(changed -> changed.runtimes = Optional.of(sentence));
  }

  /** {@return its name in reports} */
  public String id() {
    return id;
  }

  /** {@return the level of its findings} */
  public Level level() {
    return traits.level;
  }

  /** {@return the kinds of documents that it is for} */
  public Set<DocumentKind> kinds() {
    return traits.kinds;
  }

  /** {@return the platforms that it is for; empty for all} */
  public Set<Platform> platforms() {
    return traits.platforms;
  }

  /** {@return what it has to look at} */
  public Scope scope() {
    return traits.scope;
  }

  /** {@return file and anchor in the prose; empty when it does not rest on the prose} */
  public Optional<String> section() {
    return traits.section;
  }

  /** {@return the first release that has it} */
  public Release since() {
    return traits.since;
  }

  /** {@return what holds when it is kept; empty text when that was not said} */
  public String summary() {
    return traits.summary;
  }

  /** {@return why it is a rule; empty when that was not said} */
  public Optional<String> reason() {
    return traits.reason;
  }

  /** {@return what runtimes do with a document that breaks it; empty when nothing is known} */
  public Optional<String> runtimes() {
    return traits.runtimes;
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
