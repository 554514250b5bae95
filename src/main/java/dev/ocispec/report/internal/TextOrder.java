package dev.ocispec.report.internal;

import dev.ocispec.report.Finding;
import java.util.Comparator;

/** The order of findings by where they are in the text; those without a place come first. */
public final class TextOrder {
  /** By line, then by column. */
  public static final Comparator<Finding> BY_PLACE = TextOrder::compare;

  private TextOrder() {}

  private static int compare(Finding one, Finding other) {
    int lines = Integer.compare(one.line().orElse(0), other.line().orElse(0));
    return lines != 0 ? lines : Integer.compare(one.column().orElse(0), other.column().orElse(0));
  }
}
