package dev.ocispec.version;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.internal.Walkable;
import java.util.Map;
import java.util.Optional;

/**
 * A document of which some places are left out and some strings are others; the rest is shown as it
 * is, in its order.
 *
 * @param source the document
 * @param edits text that takes the place of the value at a pointer; empty where that is left out
 */
record RewrittenDocument(OciObject source, Map<String, Optional<String>> edits)
    implements OciObject, Walkable {

  @Override
  public Residue residue() {
    return source.residue();
  }

  @Override
  public void accept(DocumentVisitor visitor) {
    Walkable.of(source).accept(new EditingVisitor(visitor, edits));
  }

  @Override
  public ObjectSchema schema() {
    return Walkable.of(source).schema();
  }

  @Override
  public boolean isPlainlyValid() {
    return false;
  }
}
