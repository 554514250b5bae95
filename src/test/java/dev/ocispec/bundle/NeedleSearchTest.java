package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NeedleSearchTest {
  private static final String NAME = "0c5b8vw40dy178xlpddw65q9gf1h2186";

  @Test
  void aNeedleIsFoundAtEachPlace() {
    for (int before = 0; before < 70; before++) {
      assertThat(found(".".repeat(before) + NAME, NAME)).as("after %d bytes", before).isNotEmpty();
    }
  }

  @Test
  void aNeedleThatLacksAByteAtEitherEndIsNotFound() {
    assertThat(found(NAME.substring(1) + " " + NAME.substring(0, 31), NAME)).isEmpty();
  }

  @Test
  void shortNeedlesAreFoundBesideUsualOnes() {
    assertThat(found("xx-" + NAME + "-yy", "-y", NAME, "z", "xx-"))
        .containsExactlyInAnyOrder(0, 1, 3);
  }

  @Test
  void shortNeedlesNeedNoBytesOfThePieceBefore() {
    assertThat(search("ab", "c").overlap()).isZero();
  }

  @Test
  void usualNeedlesNeedAllBytesButOneOfTheLongest() {
    assertThat(search(NAME, NAME + "-hello", "short").overlap()).isEqualTo(37);
  }

  @Test
  void aVeryLongNeedleIsFoundAndKeepsNoBytes() {
    String needle = "long".repeat(1000);

    assertThat(search(needle).overlap()).isZero();
    assertThat(found("x" + needle, needle)).containsExactly(0);
  }

  @Test
  void needlesThatAllEndAlikeAreFound() {
    String[] needles = IntStream.range(0, 50).mapToObj(i -> i + "-" + NAME).toArray(String[]::new);

    assertThat(found("7-" + NAME + " 49-" + NAME, needles)).containsExactlyInAnyOrder(7, 9, 49);
  }

  @Test
  void theEndsAreAsLongAsTheShortestNeedleAllows() {
    assertThat(SkippingSearch.window(bytes(NAME + NAME, NAME))).isEqualTo(32);
    assertThat(SkippingSearch.window(bytes(NAME, "8-bytes-"))).isEqualTo(8);
  }

  private static List<Integer> found(String text, String... needles) {
    NeedleSearch search = search(needles);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Integer> found = new ArrayList<>();
    search.scan(search.start(), ByteBuffer.wrap(bytes).position(bytes.length), 0, found::add);
    return found;
  }

  private static NeedleSearch search(String... needles) {
    return new NeedleSearch(bytes(needles));
  }

  private static List<byte[]> bytes(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
