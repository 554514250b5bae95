package dev.ocispec.rule;

import dev.ocispec.rule.difference.internal.Comparison;
import dev.ocispec.rule.difference.internal.DifferencePage;
import dev.ocispec.rule.difference.internal.DifferenceText;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Objects;

/**
 * How two configurations differ, place by place, and what that means for isolation.
 *
 * <p>Entries of lists are matched by what names them: mounts by destination, namespaces and rlimits
 * by type, devices by path, variables by name, capabilities and system calls by name. So an
 * inserted mount is one difference, and the mounts after it are none.
 */
public final class Difference {
  private final List<DifferenceEntry> entries;

  private Difference(List<DifferenceEntry> entries) {
    this.entries = entries;
  }

  /**
   * {@return how {@code after} differs from {@code before}} Works for any documents, partial or
   * invalid ones too.
   *
   * @param before the earlier configuration
   * @param after the later configuration
   */
  public static Difference between(Spec before, Spec after) {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    return new Difference(Comparison.of(before, after));
  }

  /** {@return the differences, the weightiest first; none when the documents are equal} */
  public List<DifferenceEntry> entries() {
    return entries;
  }

  /** {@return whether the documents are equal} */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** {@return the differences for a terminal; empty text when there are none} */
  public String toText() {
    return DifferenceText.of(entries);
  }

  /** {@return the differences as an HTML page that needs no other file and no script} */
  public String toHtml() {
    return toHtml("before", "after");
  }

  /**
   * {@return the differences as an HTML page that needs no other file and no script}
   *
   * @param before what the page calls the earlier document, for instance the name of its file
   * @param after what the page calls the later document
   */
  public String toHtml(String before, String after) {
    return DifferencePage.of(before, after, entries);
  }
}
