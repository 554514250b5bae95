package dev.ocispec.version.internal;

import dev.ocispec.schema.internal.SchemaRelease;
import dev.ocispec.version.Release;

/** Releases as users name them, and as the tables of the schema do. */
public final class ReleaseTables {
  private ReleaseTables() {}

  /** The release in the tables' form. */
  public static SchemaRelease of(Release release) {
    return SchemaRelease.valueOf(release.name());
  }

  /** The release in the users' form. */
  public static Release release(SchemaRelease release) {
    return Release.valueOf(release.name());
  }
}
