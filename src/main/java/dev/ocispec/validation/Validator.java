package dev.ocispec.validation;

import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.report.internal.TextOrder;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.rule.HostView;
import dev.ocispec.rule.Platform;
import dev.ocispec.rule.Rule;
import dev.ocispec.rule.Rules;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.rule.internal.RuleRun;
import dev.ocispec.rule.internal.RuleSurroundings;
import dev.ocispec.rule.internal.TreeBuilder;
import dev.ocispec.schema.internal.BothVisitors;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.EmptyVisitor;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.schema.internal.SchemaCheck.Findings;
import dev.ocispec.schema.internal.SharedMeaningCheck;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.version.DeclaredVersion;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.ReleaseTables;
import dev.ocispec.version.internal.VersionFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Validates documents: as JSON that all programs read alike, against the schema, and by the rules
 * of the catalogue, which say what the schema can't.
 *
 * <p>The standard one goes by the newest schema, which defines all that older ones define but for a
 * few members that are gone, and by the rules of the release that a document declares; others go by
 * a given schema, or by the one that each document declares. It answers with a report in document
 * order and never throws for an invalid document. Validators are immutable and can be shared
 * between threads.
 */
public final class Validator {
  /** What reports call this engine. */
  public static final String ENGINE = "generated";

  private static final Validator STANDARD = new Validator(new Settings());

  /** What a validator goes by. */
  private static final class Settings implements Cloneable {
    // Empty: the one that the document declares.
    Optional<Release> release = Optional.of(Release.NEWEST);
    // Empty: the generated checks.
    Optional<SchemaValidator> engine = Optional.empty();
    boolean schema = true;
    boolean sharedMeaning = true;
    // Null: the whole catalogue, which takes time to make, and is not needed for the schema alone.
    @Nullable Rules rules = null;
    RuleSurroundings around = RuleSurroundings.NONE;

    Rules rules() {
      return rules == null ? Rules.standard() : rules;
    }

    @Override
    protected Settings clone() {
      try {
        return (Settings) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final Settings settings;

  private Validator(Settings settings) {
    this.settings = settings;
  }

  private Validator with(Consumer<Settings> change) {
    Settings changed = settings.clone();
    change.accept(changed);
    return new Validator(changed);
  }

  /** {@return the usual validator: by the newest schema and all rules of the catalogue} */
  public static Validator standard() {
    return STANDARD;
  }

  /**
   * {@return one that goes by the schema of {@code other}: members and values that it does not
   * define are unknown to it} Features documents and process states, which began with 1.1.0, are
   * validated against 1.1.0 at least.
   *
   * @param other the release
   */
  public Validator forRelease(Release other) {
    return with(changed -> changed.release = Optional.of(other));
  }

  /**
   * {@return one that goes by the release that each document declares in {@code ociVersion},
   * features documents in {@code ociVersionMax}; see {@link DeclaredVersion#release} for versions
   * that are no known release} Documents that declare none, and parts of documents, are validated
   * against the newest release.
   */
  public Validator byDeclaredVersion() {
    return with(changed -> changed.release = Optional.empty());
  }

  /**
   * {@return one that validates against the JSON schema alone, as emission does: without rules, and
   * without reports of names that differ from a known one in case only, and of NUL characters}
   */
  public Validator schemaOnly() {
    return with(
        changed -> {
          changed.schema = true;
          changed.sharedMeaning = false;
          changed.rules = Rules.none();
        });
  }

  /** {@return one that leaves the schema out: text must be JSON, and the rules apply} */
  public Validator rulesOnly() {
    return with(changed -> changed.schema = false);
  }

  /**
   * {@return one whose schema checks are made by {@code other}, with the release or folder that it
   * was made with, instead of the generated ones} Reports are then named after {@link
   * SchemaValidator#ENGINE}.
   *
   * @param other the validator whose checks are made
   */
  public Validator withSchema(SchemaValidator other) {
    return with(changed -> changed.engine = Optional.of(other));
  }

  /**
   * {@return one that goes by other rules}
   *
   * @param other the rules
   */
  public Validator withRules(Rules other) {
    return with(changed -> changed.rules = other);
  }

  /**
   * {@return one that leaves a rule out}
   *
   * @param rule the rule's id
   * @throws dev.ocispec.rule.UnknownRuleException when there is no such rule
   */
  public Validator disable(String rule) {
    return withRules(settings.rules().disable(rule));
  }

  /**
   * {@return one that reports a rule's findings at another level}
   *
   * @param rule the rule's id
   * @param level the level
   * @throws dev.ocispec.rule.UnknownRuleException when there is no such rule
   */
  public Validator level(String rule, Level level) {
    return withRules(settings.rules().level(rule, level));
  }

  /**
   * {@return one with a further rule}
   *
   * @param rule the rule
   */
  public Validator with(Rule rule) {
    return withRules(settings.rules().with(rule));
  }

  /**
   * {@return one that takes documents to be for these platforms, whatever sections they have}
   *
   * @param first a platform
   * @param more further ones
   */
  public Validator forPlatform(Platform first, Platform... more) {
    Set<Platform> all = EnumSet.of(first, more);
    return with(changed -> changed.around = changed.around.withPlatforms(all));
  }

  /**
   * {@return one that applies the rules of scope {@code BUNDLE}, too}
   *
   * @param folder the bundle that the documents are for
   */
  public Validator inBundle(Path folder) {
    return with(changed -> changed.around = changed.around.withBundle(folder));
  }

  /**
   * {@return one that applies the rules of scope {@code HOST}, too}
   *
   * @param host the host that the containers are to run on
   */
  public Validator onHost(HostView host) {
    return with(changed -> changed.around = changed.around.withHost(host));
  }

  /** {@return the rules that it goes by} */
  public Rules rules() {
    return settings.rules();
  }

  /**
   * Validates a value: a whole document, or a part of one. Parts go through the generated checks
   * alone, and no rules.
   *
   * @param value the value
   * @return what was found
   */
  public Report validate(OciObject value) {
    Walkable walkable = Walkable.of(value);
    OrderedFindings found = new OrderedFindings();
    if (!(value instanceof OciDocument document)) {
      ObjectSchema schema =
          walkable.schema().at(ReleaseTables.of(settings.release.orElse(Release.NEWEST)));
      check(walkable, schema, found, settings.schema);
      return new Report(ENGINE, found.list());
    }
    DocumentKind kind = DocumentKind.of(document);
    ObjectSchema schema = schema(kind, walkable::accept);
    boolean own = settings.schema && settings.engine.isEmpty();
    boolean judged = own && !isPlainlyValid(walkable, schema);
    if (judged || settings.sharedMeaning || !settings.rules().all().isEmpty()) {
      TreeBuilder tree = tree(kind, found::next);
      walkable.accept(new BothVisitors(tree, checks(schema, found, judged)));
      applyRules(tree, kind, found);
    }
    if (settings.schema && settings.engine.isPresent()) {
      List<Finding> all = new ArrayList<>(settings.engine.get().validate(document).findings());
      all.addAll(found.list());
      return new Report(SchemaValidator.ENGINE, all);
    }
    return new Report(ENGINE, found.list());
  }

  /** Has the checks look at a value, unless they would certainly find nothing. */
  private void check(Walkable value, ObjectSchema schema, Findings found, boolean own) {
    boolean judged = own && !isPlainlyValid(value, schema);
    if (judged || settings.sharedMeaning) {
      value.accept(checks(schema, found, judged));
    }
  }

  private static boolean isPlainlyValid(Walkable value, ObjectSchema schema) {
    return schema == value.schema() && value.isPlainlyValid();
  }

  /**
   * Validates a file, inferring its kind from its members; findings have lines and columns.
   *
   * @param file the file
   * @return what was found
   * @throws dev.ocispec.json.DocumentAccessException when it can't be read
   */
  public Report validate(Path file) {
    return validate(JsonDocument.of(file));
  }

  /**
   * Validates text, inferring its kind from its members; findings have lines and columns.
   *
   * @param document the text
   * @return what was found
   */
  public Report validate(JsonDocument document) {
    return validate(document, DocumentKind.detect(document));
  }

  /**
   * Validates text as a document of the given kind; findings have lines and columns.
   *
   * @param document the text
   * @param kind the kind to validate it as
   * @return what was found
   */
  public Report validate(JsonDocument document, DocumentKind kind) {
    JudgedText text = JudgedText.of(document);
    ObjectSchema schema = schema(kind, text::accept);
    boolean own = settings.schema && settings.engine.isEmpty();
    TextRun run = new TextRun(schema, kind, own);
    List<Finding> found = text.check(run::visitor, run::finish);
    if (!settings.schema || settings.engine.isEmpty()) {
      return new Report(ENGINE, found);
    }
    List<Finding> all = new ArrayList<>(settings.engine.get().validate(document, kind).findings());
    all.addAll(found);
    all.sort(TextOrder.BY_PLACE);
    return new Report(SchemaValidator.ENGINE, all.stream().distinct().toList());
  }

  /** The checks of one text: a tree is made for the rules while the others look on. */
  private final class TextRun {
    private final ObjectSchema schema;
    private final DocumentKind kind;
    private final boolean own;
    private @Nullable TreeBuilder tree;

    TextRun(ObjectSchema schema, DocumentKind kind, boolean own) {
      this.schema = schema;
      this.kind = kind;
      this.own = own;
    }

    DocumentVisitor visitor(Findings findings) {
      DocumentVisitor checks = checks(schema, findings, own);
      if (settings.rules().all().isEmpty()) {
        return checks;
      }
      tree = tree(kind, findings::mark);
      return new BothVisitors(tree, checks);
    }

    void finish(Findings findings) {
      if (tree != null) {
        applyRules(tree, kind, findings);
      }
    }
  }

  private TreeBuilder tree(DocumentKind kind, LongSupplier marks) {
    return new TreeBuilder(KindSchemas.of(kind), marks);
  }

  private void applyRules(TreeBuilder tree, DocumentKind kind, Findings findings) {
    tree.result()
        .ifPresent(
            document -> RuleRun.apply(settings.rules(), document, kind, settings.around, findings));
  }

  private DocumentVisitor checks(ObjectSchema schema, Findings findings, boolean own) {
    DocumentVisitor check = own ? new SchemaCheck(schema, findings) : new EmptyVisitor();
    return settings.sharedMeaning
        ? new BothVisitors(new SharedMeaningCheck(schema, findings), check)
        : check;
  }

  private ObjectSchema schema(DocumentKind kind, Consumer<DocumentVisitor> document) {
    Release chosen = settings.release.orElseGet(() -> VersionFinder.release(document));
    return KindSchemas.of(kind).at(ReleaseTables.of(chosen.max(kind.since())));
  }
}
