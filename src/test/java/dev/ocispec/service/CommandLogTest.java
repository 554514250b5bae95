package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CommandLogTest {
  private final List<String> lines = new ArrayList<>();

  private CommandLog log(int kept) {
    return new CommandLog(BuildListener.lines(lines::add), kept);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aCharacterThatComesInTwoPiecesIsWhole() {
    CommandLog log = log(100);
    byte[] text = utf8("\u20ac\n");
    for (byte b : text) {
      log.stdout().bytes(new byte[] {b});
    }
    log.end();

    assertThat(lines).containsExactly("\u20ac");
    assertThat(log.tail()).isEqualTo("\u20ac\n");
  }

  @Test
  void theStreamsAreKeptLineByLine() {
    CommandLog log = log(100);
    log.stdout().bytes(utf8("o1\no"));
    log.stderr().bytes(utf8("e1\n"));
    log.stdout().bytes(utf8("2\n\n"));
    log.stderr().bytes(utf8("e2"));
    log.end();

    assertThat(log.tail()).isEqualTo("o1\ne1\no2\n\ne2");
    assertThat(lines).containsExactly("o1", "e1", "o2", "", "e2");
  }

  @Test
  void aLongLineComesInPieces() {
    CommandLog log = log(100);
    log.stdout().bytes(utf8("x".repeat(BuildListener.LONGEST_LINE) + "yz\n"));
    log.stdout().end();

    assertThat(lines).containsExactly("x".repeat(BuildListener.LONGEST_LINE), "yz");
  }

  @Test
  void aLineOfJustTheLongestLengthIsOne() {
    CommandLog log = log(0);
    log.stdout().bytes(utf8("x".repeat(BuildListener.LONGEST_LINE) + "\ny"));
    log.end();

    assertThat(lines).containsExactly("x".repeat(BuildListener.LONGEST_LINE), "y");
    assertThat(log.tail()).isEmpty();
  }

  @Test
  void nothingIsToldAfterTheEnd() {
    CommandLog log = log(100);
    log.stdout().bytes(utf8("a"));
    log.end();
    log.stdout().bytes(utf8("b\n"));
    log.stdout().end();

    assertThat(lines).containsExactly("a");
    assertThat(log.tail()).isEqualTo("a");
  }

  @Test
  void theTailBeginsWithAWholeCharacterAndIsNeverLonger() {
    LogTail tail = new LogTail(5);
    tail.add(utf8("ab\u20ac"));
    assertThat(tail.text()).isEqualTo("ab\u20ac");
    tail.add(utf8("cde"));
    assertThat(tail.text()).isEqualTo("cde");
    for (int i = 0; i < 1000; i++) {
      tail.add(utf8(Integer.toString(i)));
    }
    assertThat(tail.text()).isEqualTo("98999");
    tail.add(utf8("0123456789"));
    assertThat(tail.text()).isEqualTo("56789");
  }
}
