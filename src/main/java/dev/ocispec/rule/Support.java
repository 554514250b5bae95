package dev.ocispec.rule;

import dev.ocispec.features.Features;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;
import dev.ocispec.report.Report;
import dev.ocispec.report.internal.TextOrder;
import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.rule.internal.TreeBuilder;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.version.MinimumVersion;
import java.util.List;

/**
 * Whether a runtime can run a configuration, going by the features document in which the runtime
 * says what it supports.
 *
 * <p>Each finding names a place of the configuration that asks for something. At level {@link
 * Level#MUST} the runtime lacks it; each name that it does not know is reported once, where it is
 * used first. At level {@link Level#INFO} the runtime does not say whether it has it (a member of a
 * features document that is absent or {@code null} means unknown), or says that an annotation may
 * change its behaviour. Rule ids begin with {@code support-}.
 *
 * <p>A features document tells of the runtime, not of the host: the kernel may lack what the
 * runtime would pass on to it.
 */
public final class Support {
  /** What reports of support call their engine. */
  public static final String ENGINE = "support";

  private final List<Finding> findings;

  private Support(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  /**
   * Compares a configuration with what a runtime says of itself.
   *
   * @param spec the configuration
   * @param features what the runtime says, for instance {@code OciRuntime.find("runc").features()}
   * @return the answer, with findings in the order of the configuration
   */
  public static Support of(Spec spec, Features features) {
    SupportRun run = new SupportRun(tree(spec), tree(features), MinimumVersion.of(spec).release());
    SupportChecks.check(run);
    SupportCgroupChecks.check(run);
    SupportLinuxChecks.check(run);
    SupportSeccompChecks.check(run);
    return new Support(run.inOrder());
  }

  /**
   * The same for the text of a configuration: findings have lines and columns.
   *
   * @param spec the text
   * @param features what the runtime says of itself
   * @return the answer, with findings in the order of the text
   * @throws UnreadableDocumentException when the text is no readable configuration
   */
  public static Support of(JsonDocument spec, Features features) {
    List<Finding> unreadable = spec.jsonFindings();
    if (!unreadable.isEmpty()) {
      throw new UnreadableDocumentException(unreadable);
    }
    Support support = of(Json.read(spec.bytes(), Spec.class), features);
    return new Support(
        JudgedText.of(spec).locate(support.findings).stream().sorted(TextOrder.BY_PLACE).toList());
  }

  private static Node tree(OciDocument document) {
    long[] count = {0};
    TreeBuilder builder =
        new TreeBuilder(KindSchemas.of(DocumentKind.of(document)), () -> ++count[0]);
    Walkable.of(document).accept(builder);
    return builder.result().orElseThrow();
  }

  /** {@return whether the runtime lacks nothing that is known to be needed} */
  public boolean isSupported() {
    return lacks().isEmpty();
  }

  /** {@return what the runtime lacks, what it does not say, and what to know besides} */
  public List<Finding> findings() {
    return findings;
  }

  /** {@return the findings at level {@link Level#MUST}: what the runtime lacks} */
  public List<Finding> lacks() {
    return findings.stream().filter(finding -> finding.level() == Level.MUST).toList();
  }

  /** {@return the findings as a report, valid when the configuration is supported} */
  public Report report() {
    return new Report(ENGINE, findings);
  }

  /**
   * {@return the answer in words: {@code supported}, or {@code not supported} with how many things
   * the runtime lacks}
   */
  public String answer() {
    int lacking = lacks().size();
    return switch (lacking) {
      case 0 -> "supported";
      case 1 -> "not supported: the runtime lacks 1 thing";
      default -> "not supported: the runtime lacks " + lacking + " things";
    };
  }

  /** {@return for people: the answer on a line, then a line for each finding} */
  public String toText() {
    return findings.isEmpty() ? answer() : answer() + "\n" + report().toText();
  }

  /** The text for people. */
  @Override
  public String toString() {
    return toText();
  }
}
