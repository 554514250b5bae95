package dev.ocispec.json;

import dev.ocispec.report.Finding;
import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.ForeignText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text is not JSON, or not a document of the requested type.
 *
 * <p>{@link #findings()} lists all faults that could be found, each with pointer, line and column.
 * Their rules begin with {@code json-}: {@code json-syntax}, {@code json-duplicate-name}, {@code
 * json-encoding}, {@code json-limit}, {@code json-number}, {@code json-type}, {@code
 * json-required}, {@code json-trailing}, and last {@code json-more} when there are more faults than
 * are listed.
 */
public final class UnreadableDocumentException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;
  private final transient Optional<String> source;

  /**
   * An exception with at least one finding.
   *
   * @param findings what was found
   */
  public UnreadableDocumentException(List<Finding> findings) {
    this(findings, Optional.empty());
  }

  private UnreadableDocumentException(List<Finding> findings, Optional<String> source) {
    super(
        source.map(name -> ForeignText.oneLine(name) + ": ").orElse("")
            + "unreadable document: "
            + findings.stream().map(Finding::toLine).collect(Collectors.joining("\n")));
    this.findings = List.copyOf(findings);
    this.source = source;
  }

  /**
   * {@return the same exception, which says that the document came from {@code name}}
   *
   * @param name a name for people, for instance that of a file
   */
  public UnreadableDocumentException from(String name) {
    UnreadableDocumentException named =
        new UnreadableDocumentException(findings, Optional.of(name));
    named.setStackTrace(getStackTrace());
    return named;
  }

  /**
   * {@return where the document came from, for instance the path of its file; empty for bytes and
   * text}
   */
  public Optional<String> source() {
    return source;
  }

  /** {@return all faults} */
  public List<Finding> findings() {
    return findings;
  }

  /** {@return whether a limit of {@link JsonLimits} was exceeded} */
  public boolean isLimit() {
    return findings.stream().anyMatch(finding -> finding.rule().equals("json-limit"));
  }
}
