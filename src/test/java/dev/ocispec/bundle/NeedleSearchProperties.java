package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("property")
class NeedleSearchProperties {
  @Property(tries = 2000)
  void itFindsExactlyWhatTheAutomatonFinds(@ForAll("hunts") Hunt hunt) {
    assertThat(hunt.bySearch()).isEqualTo(hunt.byAutomaton());
  }

  @Property(tries = 500)
  void itFindsAllThatWasPutIntoTheText(@ForAll("hunts") Hunt hunt) {
    BitSet found = hunt.bySearch();

    assertThat(found.stream().boxed()).containsAll(hunt.planted());
  }

  /** Needles of one kind or all, short ones and long ones, pieces from a byte to the whole text. */
  @Provide
  Arbitrary<Hunt> hunts() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.of(1, 2, 12, 40),
            Arbitraries.of("ab", "abc", "0123456789abcdfghijklmnpqrsvwxyz"),
            Arbitraries.of(List.of(32, 32), List.of(1, 40), List.of(8, 9), List.of(20, 1100)),
            Arbitraries.of(1, 7, 64, 1000, 100_000))
        .as(Hunt::of);
  }

  /** Needles, and a text that has some of them whole, some cut, and some one over the other. */
  record Hunt(List<byte[]> needles, byte[] text, int piece, Set<Integer> planted) {
    static Hunt of(long seed, int count, String letters, List<Integer> lengths, int piece) {
      Random random = new Random(seed);
      Set<String> needles = new LinkedHashSet<>();
      for (int i = 0; i < count; i++) {
        int length = lengths.get(0) + random.nextInt(lengths.get(1) - lengths.get(0) + 1);
        needles.add(word(random, letters, length));
      }
      // Some end as others do, or are a part of others.
      for (String needle : List.copyOf(needles)) {
        switch (random.nextInt(4)) {
          case 0 -> needles.add(word(random, letters, 3) + needle);
          case 1 -> needles.add(needle.substring(random.nextInt(needle.length())));
          case 2 -> needles.add(needle + needle);
          default -> {}
        }
      }
      List<byte[]> all =
          needles.stream().map(needle -> needle.getBytes(StandardCharsets.US_ASCII)).toList();
      Set<Integer> planted = new LinkedHashSet<>();
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.writeBytes(word(random, letters, random.nextInt(90)).getBytes(StandardCharsets.UTF_8));
        int which = random.nextInt(all.size());
        byte[] needle = all.get(which);
        if (random.nextBoolean()) {
          planted.add(which);
          text.writeBytes(needle);
        } else {
          text.write(needle, 0, random.nextInt(needle.length));
        }
      }
      return new Hunt(all, text.toByteArray(), piece, planted);
    }

    private static String word(Random random, String letters, int length) {
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < length; i++) {
        word.append(letters.charAt(random.nextInt(letters.length())));
      }
      return word.toString();
    }

    BitSet bySearch() {
      NeedleSearch search = new NeedleSearch(needles);
      BitSet found = new BitSet();
      ByteBuffer buffer = ByteBuffer.allocate(search.overlap() + piece);
      int state = search.start();
      int kept = 0;
      for (int at = 0; at < text.length; at += piece) {
        buffer.put(text, at, Math.min(piece, text.length - at));
        state = search.scan(state, buffer, kept, found::set);
        buffer.flip().position(Math.max(0, buffer.limit() - search.overlap()));
        kept = buffer.remaining();
        buffer.compact();
      }
      return found;
    }

    BitSet byAutomaton() {
      NeedleAutomaton automaton = new NeedleAutomaton(needles);
      BitSet found = new BitSet();
      automaton.scan(automaton.start(), text, 0, text.length, found::set);
      return found;
    }

    @Override
    public String toString() {
      List<String> shown = new ArrayList<>();
      needles.forEach(needle -> shown.add(new String(needle, StandardCharsets.US_ASCII)));
      return shown
          + " in "
          + new String(text, StandardCharsets.US_ASCII)
          + " by pieces of "
          + piece;
    }
  }
}
