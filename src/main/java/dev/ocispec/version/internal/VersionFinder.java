package dev.ocispec.version.internal;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.TopLevelVisitor;
import dev.ocispec.version.DeclaredVersion;
import dev.ocispec.version.Release;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the release that a document declares: by {@code ociVersion}, in features documents by
 * {@code ociVersionMax}, beyond which nothing may stand in them.
 */
public final class VersionFinder extends TopLevelVisitor {
  private boolean declares;
  private Optional<String> declared = Optional.empty();

  private VersionFinder() {}

  /** The release that a document declares; the newest when it declares none. */
  public static Release release(Consumer<DocumentVisitor> document) {
    VersionFinder finder = new VersionFinder();
    document.accept(finder);
    return finder.declared.map(DeclaredVersion::release).orElse(Release.NEWEST);
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
