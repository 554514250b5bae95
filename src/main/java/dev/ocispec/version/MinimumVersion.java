package dev.ocispec.version;

import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.ReleaseScan;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.version.internal.ReleaseTables;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lowest release that defines everything a document uses, and why.
 *
 * <p>Members, listed values and the annotation keys that the specification reserves count. Of the
 * mount options, only those count that a runtime must implement itself: the recursive ones, {@code
 * idmap}, {@code ridmap} and {@code tmpcopyup}; the others have always belonged to mount(8).
 * Unknown members require no release, and the declared release is ignored.
 *
 * @param release the lowest release that defines every member and value used; where {@link
 *     #missing()} is not empty no release defines all of them, and it is the lowest that defines
 *     those that came last
 * @param reasons all in the document that some release does not define, in document order
 */
public record MinimumVersion(Release release, List<Reason> reasons) {
  /**
   * Something in the document that not every release defines.
   *
   * @param pointer the place in the document
   * @param value the value that asks for the release; empty when it is the member itself
   * @param since the release that introduced it
   * @param until the last release that defines it; empty when the newest does
   */
  public record Reason(String pointer, String value, Release since, Optional<Release> until) {
    /**
     * {@return whether {@code release} defines it}
     *
     * @param release a release
     */
    public boolean isIn(Release release) {
      return since.compareTo(release) <= 0 && until.map(release::compareTo).orElse(0) <= 0;
    }

    /** The pointer, and the value if a value requires the release. */
    @Override
    public String toString() {
      return value.isEmpty() ? pointer : pointer + " \"" + ForeignText.shown(value) + "\"";
    }
  }

  /**
   * Copies the list.
   *
   * @param release the lowest release that defines every member and value used; where {@link
   *     #missing()} is not empty no release defines all of them, and it is the lowest that defines
   *     those that came last
   * @param reasons all in the document that some release does not define, in document order
   */
  public MinimumVersion {
    reasons = List.copyOf(reasons);
  }

  /**
   * {@return the lowest release for a document, or for a part of one}
   *
   * @param document a document, or a part of one
   */
  public static MinimumVersion of(OciObject document) {
    Walkable walkable = Walkable.of(document);
    return of(walkable.schema(), walkable::accept);
  }

  /** The lowest release for what {@code document} shows to a visitor, a value of {@code schema}. */
  static MinimumVersion of(ObjectSchema schema, Consumer<DocumentVisitor> document) {
    ReleaseScan scan = new ReleaseScan(schema);
    document.accept(scan);
    return new MinimumVersion(
        ReleaseTables.release(scan.lowest()),
        scan.reasons().stream()
            .map(
                found ->
                    new Reason(
                        found.pointer(),
                        found.value(),
                        ReleaseTables.release(found.since()),
                        found.until().map(ReleaseTables::release)))
            .toList());
  }

  /** {@return everything that requires a release later than the first, latest first} */
  public List<Reason> demands() {
    return reasons.stream()
        .filter(reason -> reason.since() != Release.V1_0_0)
        .sorted(Comparator.comparing(Reason::since).reversed())
        .toList();
  }

  /** {@return what an older release defined and {@link #release()} no longer does} */
  public List<Reason> missing() {
    return reasons.stream().filter(reason -> !reason.isIn(release)).toList();
  }
}
