package dev.ocispec.cli;

import dev.ocispec.rule.DocumentKind;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.EditorSchema;

/** Prints the schema of a kind of document as one file for editors. */
final class SchemaCommand extends CliCommand {
  SchemaCommand(Streams streams) {
    super("schema", "Print a self-contained JSON Schema (draft-07) for editors.", streams);
    option(
        "--document", "KIND", "Document kind: config (default), state, features or process-state.");
    option("--oci-version", "V", "Release whose schema to print (default: the newest).");
  }

  @Override
  public Integer call() {
    DocumentKind kind =
        DocumentKind.of(choice("--document", "config", "state", "features", "process-state"))
            .orElseThrow();
    Release release =
        ReleaseOption.of("--oci-version", value("--oci-version", Release.NEWEST.version()));
    if (release.compareTo(kind.since()) < 0) {
      throw new UsageException(
          "--oci-version: documents of kind "
              + kind.text()
              + " came with "
              + kind.since()
              + ", found "
              + release);
    }
    String title = "OCI runtime specification " + release + ": " + kind.text();
    streams().write(EditorSchema.of(kind.schemaFile(), title, release));
    return ExitCode.OK;
  }
}
