package dev.ocispec.cli;

import dev.ocispec.json.Json;

/** Prints the canonical bytes of a document, or their digest. */
final class CanonicalCommand extends CliCommand {
  private final boolean digest;

  private CanonicalCommand(String name, String description, boolean digest, Streams streams) {
    super(name, description, streams);
    this.digest = digest;
    option(
        "--document",
        "KIND",
        "Document kind: config, state, features, process-state, or auto (default).");
    parameters("FILE", "1", "Document file; - reads standard input.");
  }

  static CanonicalCommand bytes(Streams streams) {
    return new CanonicalCommand("canonical", "Print a document's canonical form.", false, streams);
  }

  static CanonicalCommand digest(Streams streams) {
    return new CanonicalCommand(
        "digest", "Print the SHA-256 of a document's canonical form.", true, streams);
  }

  @Override
  public Integer call() {
    String kind = choice("--document", DocumentOption.KINDS);
    var document = Input.document(arguments().get(0), kind, streams());
    if (digest) {
      streams().write(Json.unchecked().digest(document) + "\n");
    } else {
      streams().write(Json.unchecked().toCanonicalBytes(document));
    }
    return ExitCode.OK;
  }
}
