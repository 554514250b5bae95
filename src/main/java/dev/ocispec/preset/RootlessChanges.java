package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import java.util.ArrayList;
import java.util.List;

/** Collects what a transform changes. */
final class RootlessChanges {
  private final List<RootlessChange> all = new ArrayList<>();

  /** Remembers that the setting at {@code pointer} was changed. */
  void add(JsonPointer pointer, String reason) {
    all.add(new RootlessChange(pointer.toString(), reason));
  }

  /** The same for a setting whose pointer is known beforehand. */
  void add(String pointer, String reason) {
    add(JsonPointer.parse(pointer), reason);
  }

  List<RootlessChange> all() {
    return List.copyOf(all);
  }
}
