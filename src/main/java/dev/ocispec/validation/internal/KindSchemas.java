package dev.ocispec.validation.internal;

import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.Schemas;
import dev.ocispec.validation.DocumentKind;

/** The schema of each kind of document, as a table. */
public final class KindSchemas {
  private KindSchemas() {}

  /** The schema of the newest release. */
  public static ObjectSchema of(DocumentKind kind) {
    return switch (kind) {
      case CONFIG -> Schemas.spec();
      case STATE -> Schemas.state();
      case FEATURES -> Schemas.features();
      case PROCESS_STATE -> Schemas.containerProcessState();
    };
  }
}
