package dev.ocispec.bundle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds many byte strings in a text that comes piece by piece: usual ones by skipping, and the few
 * that would make skipping slow with an automaton that looks at each byte.
 */
final class NeedleSearch {
  /** Bytes that a text has to keep from piece to piece at most, and one more. */
  private static final int LONGEST_SKIPPED = 1024;

  /** How many needles may have the same end, since all of them are compared where it occurs. */
  private static final int SAME_END = 8;

  private final int[] skippedAt;
  private final int[] slowAt;
  private final @Nullable SkippingSearch skipping;
  private final @Nullable NeedleAutomaton automaton;
  private final int overlap;

  /** A search for needles that are not empty and differ from each other. */
  NeedleSearch(List<byte[]> needles) {
    List<Integer> skipped = skipped(needles);
    skippedAt = skipped.stream().mapToInt(Integer::intValue).toArray();
    boolean[] isSkipped = new boolean[needles.size()];
    skipped.forEach(i -> isSkipped[i] = true);
    List<Integer> slow = new ArrayList<>();
    for (int i = 0; i < isSkipped.length; i++) {
      if (!isSkipped[i]) {
        slow.add(i);
      }
    }
    slowAt = slow.stream().mapToInt(Integer::intValue).toArray();
    skipping =
        skipped.isEmpty() ? null : new SkippingSearch(skipped.stream().map(needles::get).toList());
    automaton =
        slow.isEmpty() ? null : new NeedleAutomaton(slow.stream().map(needles::get).toList());
    overlap = skipped.stream().mapToInt(i -> needles.get(i).length - 1).reduce(0, Math::max);
  }

  /** How many of the last bytes of a piece belong before the next piece. */
  int overlap() {
    return overlap;
  }

  /** The state at the start of a text. */
  int start() {
    return automaton == null ? 0 : automaton.start();
  }

  /**
   * Searches a piece of a text.
   *
   * @param state what the piece before this one returned, or {@link #start()}
   * @param piece from its start to its position; the first {@code kept} bytes are the last ones of
   *     the piece before, {@link #overlap()} or all
   * @return the state after the piece
   */
  int scan(int state, ByteBuffer piece, int kept, NeedleAutomaton.Found found) {
    byte[] text = piece.array();
    int length = piece.position();
    if (skipping != null) {
      skipping.scan(text, length, i -> found.needle(skippedAt[i]));
    }
    return automaton == null
        ? state
        : automaton.scan(state, text, kept, length, i -> found.needle(slowAt[i]));
  }

  /** Which needles the skipping search is for. */
  private static List<Integer> skipped(List<byte[]> needles) {
    List<Integer> usual = new ArrayList<>();
    for (int i = 0; i < needles.size(); i++) {
      int length = needles.get(i).length;
      if (length >= SkippingSearch.SHORTEST && length <= LONGEST_SKIPPED) {
        usual.add(i);
      }
    }
    int window = SkippingSearch.window(usual.stream().map(needles::get).toList());
    Map<ByteBuffer, Integer> sharing = new HashMap<>();
    for (int i : usual) {
      sharing.merge(end(needles.get(i), window), 1, Integer::sum);
    }
    usual.removeIf(i -> sharing.getOrDefault(end(needles.get(i), window), 0) > SAME_END);
    return usual;
  }

  private static ByteBuffer end(byte[] needle, int window) {
    return ByteBuffer.wrap(needle, needle.length - window, window);
  }
}
