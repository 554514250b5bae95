package dev.ocispec.spec.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.schema.internal.SchemaCheck;
import java.util.List;

/**
 * What the newest schema has against values. Those that are plainly valid say so themselves, which
 * takes a tenth of the time; only others are walked along the tables, which know what faults are
 * called.
 */
public final class SchemaFindings {
  private SchemaFindings() {}

  /** All that it has against {@code value}, in document order. */
  public static List<Finding> of(Walkable value) {
    return value.isPlainlyValid() ? List.of() : SchemaCheck.of(value.schema(), value::accept);
  }

  /**
   * The same, but for {@code null} as the value of an optional member: it counts as absent, as it
   * does for the typed view and for all runtimes.
   */
  public static List<Finding> ofTyped(Walkable value) {
    return value.isPlainlyValid() ? List.of() : SchemaCheck.ofTyped(value.schema(), value::accept);
  }
}
