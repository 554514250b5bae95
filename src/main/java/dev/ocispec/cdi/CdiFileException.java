package dev.ocispec.cdi;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file or folder can't be read, or a file does not keep to the specification. */
public final class CdiFileException extends CdiException {
  private static final long serialVersionUID = 1;

  private final transient Path file;
  private final transient List<Finding> findings;

  CdiFileException(Path file, String reason, @Nullable Throwable cause) {
    super(ForeignText.oneLine(file.toString()) + ": " + reason, cause);
    this.file = file;
    this.findings = List.of();
  }

  CdiFileException(Path file, List<Finding> findings) {
    super(
        ForeignText.oneLine(file.toString())
            + ": "
            + findings.stream().map(Finding::toLine).collect(Collectors.joining("\n")));
    this.file = file;
    this.findings = List.copyOf(findings);
  }

  /** {@return the file or folder} */
  public Path file() {
    return file;
  }

  /** {@return all that is wrong with the content; empty when it could not be read at all} */
  public List<Finding> findings() {
    return findings;
  }
}
