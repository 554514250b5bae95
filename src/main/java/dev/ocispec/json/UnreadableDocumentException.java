package dev.ocispec.json;

import dev.ocispec.report.Finding;
import dev.ocispec.report.OciException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text is not JSON, or not of the type that was asked for.
 *
 * <p>{@link #findings()} has all faults that could be found, each with pointer, line and column.
 * Their rules begin with {@code json-}: {@code json-syntax}, {@code json-duplicate-name}, {@code
 * json-encoding}, {@code json-limit}, {@code json-number}, {@code json-type}, {@code
 * json-required}, {@code json-trailing}, and last {@code json-more} when there are more faults than
 * are listed.
 */
public final class UnreadableDocumentException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  /** An exception with what was found, at least one thing. */
  public UnreadableDocumentException(List<Finding> findings) {
    super(
        "unreadable document: "
            + findings.stream().map(Finding::toLine).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
  }

  /** All that is wrong. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether a limit of {@link JsonLimits} was passed. */
  public boolean isLimit() {
    return findings.stream().anyMatch(finding -> finding.rule().equals("json-limit"));
  }
}
