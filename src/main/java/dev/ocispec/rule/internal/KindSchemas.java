package dev.ocispec.rule.internal;

import dev.ocispec.rule.DocumentKind;
import dev.ocispec.schema.internal.ConfigSchemas;
import dev.ocispec.schema.internal.FeaturesSchemas;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.ProcessStateSchemas;
import dev.ocispec.schema.internal.StateSchemas;

/** The schema of each kind of document, as a table. */
public final class KindSchemas {
  private KindSchemas() {}

  /** The schema of the newest release. */
  public static ObjectSchema of(DocumentKind kind) {
    return switch (kind) {
      case CONFIG -> ConfigSchemas.spec();
      case STATE -> StateSchemas.state();
      case FEATURES -> FeaturesSchemas.features();
      case PROCESS_STATE -> ProcessStateSchemas.containerProcessState();
    };
  }
}
