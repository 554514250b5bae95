package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.report.OciException;
import java.util.List;

/** The engine lacks blobs of an action that it was to execute. */
final class MissingBlobsException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<Digest> missing;

  MissingBlobsException(List<Digest> missing, String engine) {
    super(
        "the engine "
            + engine
            + " lacks "
            + missing.size()
            + " blobs that it was sent, the first of them "
            + Sha256.text(missing.get(0)));
    this.missing = List.copyOf(missing);
  }

  List<Digest> missing() {
    return missing;
  }
}
