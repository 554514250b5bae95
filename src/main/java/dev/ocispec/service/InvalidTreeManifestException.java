package dev.ocispec.service;

import dev.ocispec.report.OciException;

/** A {@link TreeManifest} that is none, or names a path outside of its tree. */
public final class InvalidTreeManifestException extends OciException {
  private static final long serialVersionUID = 1L;

  InvalidTreeManifestException(String found) {
    super("expected a manifest of a tree, with paths below its root, found " + found);
  }
}
