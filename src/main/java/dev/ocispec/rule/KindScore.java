package dev.ocispec.rule;

import dev.ocispec.rule.internal.KindSchemas;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import java.util.Arrays;
import java.util.Set;

/** How well the names of a document's members fit a kind of documents. */
final class KindScore {
  // A name that only one kind has tells more than one that several have.
  private static final int ONLY_HERE = 2;
  private static final int SHARED = 1;

  private KindScore() {}

  /** The kind that fits best; the first one of those that fit equally well. */
  static DocumentKind mostLikely(Set<String> names) {
    DocumentKind best = DocumentKind.CONFIG;
    for (DocumentKind kind : DocumentKind.values()) {
      if (score(kind, names) > score(best, names)) {
        best = kind;
      }
    }
    return best;
  }

  private static int score(DocumentKind kind, Set<String> names) {
    ObjectSchema schema = KindSchemas.of(kind);
    int score = 0;
    for (String name : names) {
      if (schema.everKnown(name).isPresent()) {
        score += isOnlyIn(kind, name) ? ONLY_HERE : SHARED;
      }
    }
    for (Member member : schema.required()) {
      if (!names.contains(member.name())) {
        score--;
      }
    }
    return score;
  }

  private static boolean isOnlyIn(DocumentKind kind, String name) {
    return Arrays.stream(DocumentKind.values())
        .noneMatch(other -> other != kind && KindSchemas.of(other).everKnown(name).isPresent());
  }
}
