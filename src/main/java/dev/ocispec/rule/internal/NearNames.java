package dev.ocispec.rule.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Known names, to be found by what somebody wrote instead of one of them. */
public final class NearNames {
  // A third of a name may be wrong, but no more letters than these.
  private static final int MOST_EDITS = 3;
  private static final int LETTERS_AN_EDIT = 3;

  private record Name(String text, String folded) {}

  private final List<Name> names = new ArrayList<>();

  /** These names; of names that are equally near the first is meant. */
  public NearNames(Collection<String> known) {
    known.forEach(name -> names.add(new Name(name, folded(name))));
  }

  /** The name that {@code written} most likely stands for; empty when none is near. */
  public Optional<String> nearest(String written) {
    return nearest(written, mostEdits(written), name -> true);
  }

  /** How many edits a name like {@code written} may be away from one that it stands for. */
  static int mostEdits(String written) {
    return Math.max(1, Math.min(MOST_EDITS, written.length() / LETTERS_AN_EDIT));
  }

  /** Whether one of the names is {@code written}, in whatever case. */
  boolean hasInAnyCase(String written) {
    String folded = folded(written);
    return names.stream().anyMatch(name -> name.folded.equals(folded));
  }

  /**
   * The nearest name that is at most {@code limit} edits away; of names that are equally near those
   * come first that {@code preferred} holds for, then those that begin with the same letter.
   */
  Optional<String> nearest(String written, int limit, Predicate<String> preferred) {
    String folded = folded(written);
    Name nearest = null;
    int least = Integer.MAX_VALUE;
    for (Name name : names) {
      int distance = EditDistance.between(folded, name.folded, limit);
      if (distance <= limit) {
        int weight = weight(distance, preferred.test(name.text), folded, name.folded);
        if (weight < least) {
          least = weight;
          nearest = name;
        }
      }
    }
    return Optional.ofNullable(nearest).map(Name::text);
  }

  private static int weight(int distance, boolean preferred, String written, String name) {
    boolean sameStart =
        !written.isEmpty() && !name.isEmpty() && written.charAt(0) == name.charAt(0);
    return distance * 4 + (preferred ? 0 : 2) + (sameStart ? 0 : 1);
  }

  /** By way of upper case, as {@link String#equalsIgnoreCase} goes. */
  private static String folded(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
