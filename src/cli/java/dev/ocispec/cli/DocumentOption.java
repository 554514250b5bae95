package dev.ocispec.cli;

/** The values of {@code --document}. */
final class DocumentOption {
  /** The default first. */
  static final String[] KINDS = {"auto", "config", "state", "features", "process-state"};

  private DocumentOption() {}
}
