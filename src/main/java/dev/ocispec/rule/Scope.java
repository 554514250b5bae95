package dev.ocispec.rule;

/** What a rule has to look at. */
public enum Scope {
  /** The document is enough. */
  DOCUMENT,
  /** The bundle that the document lies in, as well. */
  BUNDLE,
  /** The host that the container is to run on, as well. */
  HOST
}
