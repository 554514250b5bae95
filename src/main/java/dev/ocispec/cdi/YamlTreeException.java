package dev.ocispec.cdi;

import dev.ocispec.report.Finding;

/**
 * A file in YAML says what JSON can't, or passes a limit; its reader makes it an error of the file.
 */
final class YamlTreeException extends CdiException {
  private static final long serialVersionUID = 1;

  private final transient Finding finding;

  YamlTreeException(Finding finding) {
    super(finding.toLine());
    this.finding = finding;
  }

  Finding finding() {
    return finding;
  }
}
