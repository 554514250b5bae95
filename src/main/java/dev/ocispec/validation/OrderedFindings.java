package dev.ocispec.validation;

import dev.ocispec.report.Finding;
import dev.ocispec.schema.internal.SchemaCheck.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The findings in a value, which has no text: its parts are numbered in their order. */
final class OrderedFindings implements Findings {
  private record Placed(Finding finding, long mark) {}

  private final List<Placed> findings = new ArrayList<>();
  private long count;

  /** Steps to the next part and gives its number. */
  long next() {
    return ++count;
  }

  @Override
  public long mark() {
    return count;
  }

  @Override
  public void add(Finding finding, long mark) {
    findings.add(new Placed(finding, mark));
  }

  /** All findings in document order. */
  List<Finding> list() {
    findings.sort(Comparator.comparingLong(Placed::mark));
    return findings.stream().map(Placed::finding).toList();
  }
}
