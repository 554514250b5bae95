package dev.ocispec.bundle;

import java.util.Arrays;
import java.util.List;

/**
 * Finds many byte strings in one pass over a text of any length (Aho and Corasick).
 *
 * <p>Memory grows with the needles alone: a few dozen bytes for each of theirs. Edges are hashed by
 * state and byte; those of the root, where most texts keep it, are a table.
 */
final class NeedleAutomaton {
  private static final int ROOT = 0;
  private static final int NONE = -1;

  private final EdgeTable edges;
  private final int[] root = new int[256];
  private final int[] fallback;
  private final int[] needleAt;
  private final int[] shorterAt;
  private int states = 1;

  /** An automaton for needles that are not empty and differ from each other. */
  NeedleAutomaton(List<byte[]> needles) {
    int most = 1 + needles.stream().mapToInt(needle -> needle.length).reduce(0, Math::addExact);
    edges = new EdgeTable(most);
    fallback = new int[most];
    needleAt = new int[most];
    shorterAt = new int[most];
    Arrays.fill(needleAt, NONE);
    for (int i = 0; i < needles.size(); i++) {
      needleAt[insert(needles.get(i))] = i;
    }
    link(needles);
    for (int b = 0; b < root.length; b++) {
      root[b] = Math.max(ROOT, edges.target(ROOT, b));
    }
  }

  /** The state at the start of a text. */
  int start() {
    return ROOT;
  }

  /** The state after a part of {@code text}; tells {@code found} of each needle that ends there. */
  int scan(int state, byte[] text, int from, int to, Found found) {
    int at = state;
    for (int i = from; i < to; i++) {
      at = next(at, text[i] & 0xFF);
      for (int hit = at; hit != ROOT; hit = shorterAt[hit]) {
        if (needleAt[hit] != NONE) {
          found.needle(needleAt[hit]);
        }
      }
    }
    return at;
  }

  private int next(int state, int b) {
    for (int at = state; at != ROOT; at = fallback[at]) {
      int target = edges.target(at, b);
      if (target != NONE) {
        return target;
      }
    }
    return root[b];
  }

  private int insert(byte[] needle) {
    int at = ROOT;
    for (byte value : needle) {
      int target = edges.target(at, value & 0xFF);
      if (target == NONE) {
        target = states++;
        edges.put(at, value & 0xFF, target);
      }
      at = target;
    }
    return at;
  }

  /**
   * Sets, shorter states first, where a state falls back to when no edge fits, and the nearest
   * state on that way at which a needle ends.
   */
  private void link(List<byte[]> needles) {
    int[] parent = new int[states];
    int[] edge = new int[states];
    for (byte[] needle : needles) {
      int at = ROOT;
      for (byte value : needle) {
        int target = edges.target(at, value & 0xFF);
        parent[target] = at;
        edge[target] = value & 0xFF;
        at = target;
      }
    }
    for (int state : byDepth(parent)) {
      int at = fallback[parent[state]];
      int target = parent[state] == ROOT ? ROOT : edges.target(at, edge[state]);
      while (target == NONE && at != ROOT) {
        at = fallback[at];
        target = edges.target(at, edge[state]);
      }
      fallback[state] = Math.max(ROOT, target);
      shorterAt[state] =
          needleAt[fallback[state]] == NONE ? shorterAt[fallback[state]] : fallback[state];
    }
  }

  private int[] byDepth(int[] parent) {
    int[] depth = new int[states];
    int deepest = 0;
    for (int state = 1; state < states; state++) {
      depth[state] = depth[parent[state]] + 1;
      deepest = Math.max(deepest, depth[state]);
    }
    int[] before = new int[deepest + 2];
    for (int state = 1; state < states; state++) {
      before[depth[state] + 1]++;
    }
    for (int d = 1; d < before.length; d++) {
      before[d] += before[d - 1];
    }
    int[] order = new int[states - 1];
    for (int state = 1; state < states; state++) {
      order[before[depth[state]]++] = state;
    }
    return order;
  }

  /** Hears which needle was met. */
  @FunctionalInterface
  interface Found {
    /** The needle with this index in the list that the search was made of. */
    void needle(int index);
  }
}
