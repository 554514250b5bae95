package dev.ocispec.cdi;

import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;

/** A file is in YAML, and the library that reads YAML is not there. */
public final class YamlLibraryException extends CdiException {
  private static final long serialVersionUID = 1;

  private static final String DEPENDENCY =
      "<groupId>org.snakeyaml</groupId><artifactId>snakeyaml-engine</artifactId>\n"
          + "<version>2.10</version>";

  private final transient Path file;

  YamlLibraryException(Path file, Throwable cause) {
    super(
        ForeignText.oneLine(file.toString())
            + ": reading YAML takes a dependency that is optional; add it to the project, or"
            + " convert the file to JSON:\n"
            + DEPENDENCY,
        cause);
    this.file = file;
  }

  /** {@return the file} */
  public Path file() {
    return file;
  }
}
