package dev.ocispec.json.internal;

import dev.ocispec.report.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings up to a number and a total length: pointers are made of names from the document, so that
 * a thousand of them could be larger than the document by far.
 */
final class FindingList {
  private static final int LONGEST = 1 << 20;

  private final List<Finding> findings = new ArrayList<>();
  private final int most;
  private long length;

  FindingList(int most) {
    this.most = most;
  }

  List<Finding> list() {
    return findings;
  }

  /** Adds a finding; throws when reading on helps nobody. */
  void add(Finding finding) {
    findings.add(finding);
    length += finding.pointer().length();
    if (isFull()) {
      throw new DocumentReader.TooManyFaults();
    }
  }

  /** Whether no more are taken. */
  boolean isFull() {
    return findings.size() >= most || length > LONGEST;
  }
}
