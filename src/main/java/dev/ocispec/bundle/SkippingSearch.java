package dev.ocispec.bundle;

import java.util.List;

/**
 * Finds many byte strings in a text and looks at a few of its bytes alone.
 *
 * <p>Whatever is found has an end of {@code window} bytes, the same number for all needles. In such
 * an end exactly one place is a multiple of the stride and has a whole run of four bytes: so the
 * text is looked at in strides, and only where a run is one of a needle's end, that end is
 * compared, at each offset where it has the run. Contrary to a search that is told by the last
 * bytes how far to skip, no step waits for the one before it.
 *
 * <p>A text full of runs that are in all needles costs at most a comparison of each of its places.
 */
final class SkippingSearch {
  /** Bytes of the shortest needle. Shorter ones would leave strides that are no gain. */
  static final int SHORTEST = 8;

  /** Bytes of the longest end that is looked at: its offsets are the bits of an {@code int}. */
  static final int LONGEST_END = 32;

  private final int window;
  private final int stride;
  private final GramTable grams;
  private final NeedleEnds ends;

  /** A search for at least one needle, each of {@link #SHORTEST} bytes or more. */
  SkippingSearch(List<byte[]> needles) {
    window = window(needles);
    stride = window - GramTable.LENGTH + 1;
    grams = new GramTable(Math.multiplyExact(needles.size(), stride));
    for (byte[] needle : needles) {
      int end = needle.length - window;
      for (int offset = 0; offset < stride; offset++) {
        grams.add(GramTable.at(needle, end + offset), offset);
      }
    }
    ends = new NeedleEnds(needles, window);
  }

  /** How many bytes of each needle's end are looked at when these are searched for. */
  static int window(List<byte[]> needles) {
    return needles.stream().mapToInt(needle -> needle.length).reduce(LONGEST_END, Math::min);
  }

  /** Tells {@code found} of each needle that is whole in the first {@code length} bytes. */
  void scan(byte[] text, int length, NeedleAutomaton.Found found) {
    int end = length - GramTable.LENGTH + 1;
    int place = grams.next(text, 0, end, stride);
    while (place < end) {
      int offsets = grams.offsets(GramTable.at(text, place));
      while (offsets != 0) {
        int from = place - Integer.numberOfTrailingZeros(offsets);
        if (from >= 0 && from + window <= length) {
          ends.at(text, from, found);
        }
        offsets &= offsets - 1;
      }
      place = grams.next(text, place + stride, end, stride);
    }
  }
}
