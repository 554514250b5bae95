package dev.ocispec.report.internal;

import dev.ocispec.report.Finding;
import java.util.Comparator;

/** The order of findings by where they are in the text; those without a place come first. */
public final class TextOrder {
  /** By line, then by column. */
  public static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt((Finding finding) -> finding.line().orElse(0))
          .thenComparingInt(finding -> finding.column().orElse(0));

  private TextOrder() {}
}
