package dev.ocispec.version;

import dev.ocispec.schema.Release;
import dev.ocispec.schema.TopLevelVisitor;
import java.util.Optional;

/**
 * Finds the release that a document declares: by {@code ociVersion}, in features documents by
 * {@code ociVersionMax}, beyond which nothing may stand in them.
 */
final class VersionFinder extends TopLevelVisitor {
  private boolean declares;
  private Optional<String> declared = Optional.empty();

  /** The release that the document shown declares; the newest when it declares none. */
  Release release() {
    return declared.map(DeclaredVersion::release).orElse(Release.NEWEST);
  }

  @Override
  public void name(String name) {
    declares = isTopLevel() && (name.equals("ociVersion") || name.equals("ociVersionMax"));
  }

  @Override
  public void text(String value) {
    if (declares && isTopLevel()) {
      declared = Optional.of(value);
    }
  }
}
