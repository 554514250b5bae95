package dev.ocispec.version;

import dev.ocispec.schema.EmptyVisitor;
import dev.ocispec.schema.Release;
import java.util.Optional;

/**
 * Finds the release that a document declares: by {@code ociVersion}, in features documents by
 * {@code ociVersionMax}, beyond which nothing may stand in them.
 */
final class VersionFinder extends EmptyVisitor {
  private int depth;
  private boolean declares;
  private Optional<String> declared = Optional.empty();

  /** The release that the document shown declares; the newest when it declares none. */
  Release release() {
    return declared.map(DeclaredVersion::release).orElse(Release.NEWEST);
  }

  @Override
  public void startObject() {
    depth++;
  }

  @Override
  public void endObject() {
    depth--;
  }

  @Override
  public void startArray() {
    depth++;
  }

  @Override
  public void endArray() {
    depth--;
  }

  @Override
  public void name(String name) {
    declares = depth == 1 && (name.equals("ociVersion") || name.equals("ociVersionMax"));
  }

  @Override
  public void text(String value) {
    if (declares && depth == 1) {
      declared = Optional.of(value);
    }
  }
}
