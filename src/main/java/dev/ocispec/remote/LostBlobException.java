package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.report.OciException;

/** The engine no longer has a blob that a result of its cache names. */
final class LostBlobException extends OciException {
  private static final long serialVersionUID = 1L;

  LostBlobException(Digest digest, String engine, Throwable cause) {
    super("the engine " + engine + " no longer has the blob " + Sha256.text(digest), cause);
  }
}
