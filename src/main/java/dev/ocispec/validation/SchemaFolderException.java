package dev.ocispec.validation;

import dev.ocispec.report.OciException;
import org.jspecify.annotations.Nullable;

/** A folder of schema files can't be used: a file is missing, can't be read, or is no schema. */
public final class SchemaFolderException extends OciException {
  private static final long serialVersionUID = 1L;

  SchemaFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
