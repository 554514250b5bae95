package dev.ocispec.json;

import dev.ocispec.schema.EmptyVisitor;
import java.util.Map;

/** Notes where each value of a document begins. */
final class PlaceCollector extends EmptyVisitor {
  private final DocumentReader reader;
  private final Map<String, Long> offsets;

  PlaceCollector(DocumentReader reader, Map<String, Long> offsets) {
    this.reader = reader;
    this.offsets = offsets;
  }

  @Override
  protected void value() {
    offsets.put(reader.pointer(), reader.parser().currentTokenLocation().getByteOffset());
  }
}
