package dev.ocispec.json.internal;

import dev.ocispec.schema.internal.EmptyVisitor;
import java.util.Map;

/** Notes where those values of a document begin whose pointers are asked for. */
final class PlaceCollector extends EmptyVisitor {
  private final DocumentReader reader;
  private final Map<String, Long> offsets;

  PlaceCollector(DocumentReader reader, Map<String, Long> offsets) {
    this.reader = reader;
    this.offsets = offsets;
  }

  @Override
  protected void value() {
    offsets.computeIfPresent(
        reader.pointer(),
        (pointer, known) -> reader.parser().currentTokenLocation().getByteOffset());
  }
}
