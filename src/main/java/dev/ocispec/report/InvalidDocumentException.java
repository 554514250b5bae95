package dev.ocispec.report;

/**
 * A document that is being built or written violates its schema.
 *
 * <p>Thrown by {@code build()} when the value can't be a document of its type (a required member is
 * missing, a number is outside its integer type), and on writing for everything that the schema
 * refuses. {@link #report()} has all findings, not just the first.
 */
public final class InvalidDocumentException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient Report report;

  /**
   * An exception that carries {@code report}, which has at least one finding.
   *
   * @param report what was found
   */
  public InvalidDocumentException(Report report) {
    super(describe(report));
    this.report = report;
  }

  /** {@return everything that is wrong with the document} */
  public Report report() {
    return report;
  }

  private static String describe(Report report) {
    int count = report.findings().size();
    return (count == 1 ? "invalid document: " : "invalid document, " + count + " findings:\n")
        + report.toText();
  }
}
