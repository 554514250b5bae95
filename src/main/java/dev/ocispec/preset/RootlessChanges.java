package dev.ocispec.preset;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;

/** Collects what a transform changes. */
final class RootlessChanges {
  private final List<RootlessChange> all = new ArrayList<>();

  /**
   * Remembers that the setting at {@code pointer} was changed; text of others in the reason is
   * shown on one line.
   */
  void add(JsonPointer pointer, String reason) {
    all.add(new RootlessChange(pointer.toString(), ForeignText.oneLine(reason)));
  }

  /** The same for a setting whose pointer is known beforehand. */
  void add(String pointer, String reason) {
    add(JsonPointer.parse(pointer), reason);
  }

  List<RootlessChange> all() {
    return List.copyOf(all);
  }
}
