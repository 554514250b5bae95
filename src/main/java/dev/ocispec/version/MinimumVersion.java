package dev.ocispec.version;

import dev.ocispec.schema.DocumentVisitor;
import dev.ocispec.schema.ObjectSchema;
import dev.ocispec.schema.Release;
import dev.ocispec.schema.ReleaseScan;
import dev.ocispec.spec.OciDocument;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lowest release that defines all that a document uses, and why.
 *
 * <p>Members, listed values and the annotation keys that the specification reserves count. Of mount
 * options only those count that a runtime has to know itself: the recursive ones, {@code idmap},
 * {@code ridmap} and {@code tmpcopyup}; the others have always been mount(8)'s. What no release
 * defines asks for none, and what the document declares is not looked at.
 *
 * @param release the release; where {@link #missing()} is not empty no release defines everything,
 *     and it is the lowest one that has all that is in none before
 * @param reasons all in the document that some release does not define, in document order
 */
public record MinimumVersion(Release release, List<ReleaseScan.Reason> reasons) {
  /** Copies the list. */
  public MinimumVersion {
    reasons = List.copyOf(reasons);
  }

  /** The lowest release for a document. */
  public static MinimumVersion of(OciDocument document) {
    return of(document.schema(), document::accept);
  }

  /** The lowest release for what {@code document} shows to a visitor, a value of {@code schema}. */
  public static MinimumVersion of(ObjectSchema schema, Consumer<DocumentVisitor> document) {
    ReleaseScan scan = new ReleaseScan(schema);
    document.accept(scan);
    return new MinimumVersion(scan.lowest(), scan.reasons());
  }

  /** What asks for a later release than the first, the latest first. */
  public List<ReleaseScan.Reason> demands() {
    return reasons.stream()
        .filter(reason -> reason.since() != Release.V1_0_0)
        .sorted(Comparator.comparing(ReleaseScan.Reason::since).reversed())
        .toList();
  }

  /** What {@link #release()} does not define any more although an older release did. */
  public List<ReleaseScan.Reason> missing() {
    return reasons.stream().filter(reason -> !reason.isIn(release)).toList();
  }
}
