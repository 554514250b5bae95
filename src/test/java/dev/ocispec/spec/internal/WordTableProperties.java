package dev.ocispec.spec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** A table has its words wherever they stand in a text, and no others. */
@Tag("property")
class WordTableProperties {
  /** Words that begin and end alike, so that their places in the table collide. */
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("ab").ofMaxLength(20),
        Arbitraries.strings().withChars("ab").ofLength(3).map(s -> "SCMP_ACT_" + s + "_THREADS"),
        Arbitraries.strings().ofMaxLength(5));
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return words().list().uniqueElements().ofMaxSize(40);
  }

  @Property
  void aWordIsFoundInItsPlaceAndNoOther(
      @ForAll("lists") List<String> words,
      @ForAll("words") String wanted,
      @ForAll @IntRange(max = 9) int before,
      @ForAll @IntRange(max = 9) int behind) {
    List<String> text = words.stream().filter(word -> !TextRules.hasLoneSurrogate(word)).toList();
    WordTable table = new WordTable(text);

    for (int i = 0; i < text.size(); i++) {
      assertThat(find(table, text.get(i), before, behind)).isEqualTo(i);
      assertThat(table.find(text.get(i))).isEqualTo(i);
      assertThat(table.word(i)).isEqualTo(text.get(i));
    }
    assertThat(table.find(wanted)).isEqualTo(text.indexOf(wanted));
    if (!TextRules.hasLoneSurrogate(wanted)) {
      assertThat(find(table, wanted, before, behind)).isEqualTo(text.indexOf(wanted));
    }
  }

  private static int find(WordTable table, String word, int before, int behind) {
    int length = word.getBytes(StandardCharsets.UTF_8).length;
    byte[] bytes =
        ("x".repeat(before) + word + "x".repeat(behind)).getBytes(StandardCharsets.UTF_8);
    return table.find(bytes, before, length);
  }
}
