package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("property")
class NeedleAutomatonProperties {
  @Property(tries = 2000)
  void itFindsExactlyWhatASearchOneByOneFinds(
      @ForAll("needles") List<String> needles,
      @ForAll("texts") String text,
      @ForAll @IntRange(min = 1, max = 9) int piece) {
    NeedleAutomaton automaton =
        new NeedleAutomaton(needles.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList());
    BitSet found = new BitSet();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int state = automaton.start();
    for (int at = 0; at < bytes.length; at += piece) {
      state = automaton.scan(state, bytes, at, Math.min(bytes.length, at + piece), found::set);
    }

    for (int i = 0; i < needles.size(); i++) {
      assertThat(found.get(i)).as(needles.get(i)).isEqualTo(text.contains(needles.get(i)));
    }
  }

  @Provide
  Arbitrary<List<String>> needles() {
    return Arbitraries.strings()
        .withChars("abä")
        .ofMinLength(1)
        .ofMaxLength(6)
        .list()
        .uniqueElements()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abäc").ofMaxLength(60);
  }
}
