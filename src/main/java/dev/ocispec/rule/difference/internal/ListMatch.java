package dev.ocispec.rule.difference.internal;

import dev.ocispec.spec.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which elements of two lists belong together: those with the same key. Among several with the same
 * key equal ones are matched first, as many as keep their order, and the rest in order.
 */
final class ListMatch {
  // Beyond this many elements with the same key they are matched by order alone.
  private static final int MANY = 300;

  private final List<JsonValue> before;
  private final List<JsonValue> after;

  // The partner in the later list of each element of the earlier one, or -1; and the reverse.
  private final int[] partnerOfBefore;
  private final int[] partnerOfAfter;

  private ListMatch(List<JsonValue> before, List<JsonValue> after) {
    this.before = before;
    this.after = after;
    this.partnerOfBefore = new int[before.size()];
    this.partnerOfAfter = new int[after.size()];
    Arrays.fill(partnerOfBefore, -1);
    Arrays.fill(partnerOfAfter, -1);
  }

  static ListMatch of(
      List<JsonValue> before, List<JsonValue> after, Function<JsonValue, String> key) {
    ListMatch match = new ListMatch(before, after);
    Map<String, List<Integer>> later = byKey(after, key);
    byKey(before, key)
        .forEach((name, mine) -> match.group(mine, later.getOrDefault(name, List.of())));
    return match;
  }

  private static Map<String, List<Integer>> byKey(
      List<JsonValue> list, Function<JsonValue, String> key) {
    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      byKey.computeIfAbsent(key.apply(list.get(i)), name -> new ArrayList<>()).add(i);
    }
    return byKey;
  }

  private void group(List<Integer> mine, List<Integer> theirs) {
    if (mine.size() <= MANY && theirs.size() <= MANY && mine.size() + theirs.size() > 2) {
      matchEqual(mine, theirs);
    }
    matchRest(mine, theirs);
  }

  /** Matches the longest common subsequence. */
  private void matchEqual(List<Integer> mine, List<Integer> theirs) {
    int[][] longest = new int[mine.size() + 1][theirs.size() + 1];
    for (int i = mine.size() - 1; i >= 0; i--) {
      for (int j = theirs.size() - 1; j >= 0; j--) {
        longest[i][j] =
            isEqual(mine.get(i), theirs.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < mine.size() && j < theirs.size()) {
      if (isEqual(mine.get(i), theirs.get(j))) {
        pair(mine.get(i++), theirs.get(j++));
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
  }

  /** Pairs what is left between two matched elements in order, so that pairs never cross. */
  private void matchRest(List<Integer> mine, List<Integer> theirs) {
    int j = 0;
    for (int index : mine) {
      if (partnerOfBefore[index] >= 0) {
        j = theirs.indexOf(partnerOfBefore[index]) + 1;
      } else if (j < theirs.size() && partnerOfAfter[theirs.get(j)] < 0) {
        pair(index, theirs.get(j++));
      }
    }
  }

  private boolean isEqual(int indexBefore, int indexAfter) {
    return before.get(indexBefore).equals(after.get(indexAfter));
  }

  private void pair(int indexBefore, int indexAfter) {
    partnerOfBefore[indexBefore] = indexAfter;
    partnerOfAfter[indexAfter] = indexBefore;
  }

  /** The index in the later list of what belongs to an element of the earlier one, or -1. */
  int partnerOfBefore(int index) {
    return partnerOfBefore[index];
  }

  /** The index in the earlier list of what belongs to an element of the later one, or -1. */
  int partnerOfAfter(int index) {
    return partnerOfAfter[index];
  }

  /** Whether what belongs together stands in the same order on both sides. */
  boolean keepsOrder() {
    int last = -1;
    for (int partner : partnerOfBefore) {
      if (partner >= 0) {
        if (partner < last) {
          return false;
        }
        last = partner;
      }
    }
    return true;
  }
}
