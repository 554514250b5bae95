package dev.ocispec.bundle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a probe said is read up to its end, and no further than it may say anything. */
@Tag("unit")
class ProbeAnswerTest {
  private static final int LONGEST = 100_000;

  private static byte[] report(FirstProcessReport.Kind kind, int number, long userMicros) {
    return ByteBuffer.allocate(FirstProcessReport.SIZE)
        .order(ByteOrder.nativeOrder())
        .putInt(kind.number())
        .putInt(number)
        .putLong(1)
        .putLong(userMicros)
        .array();
  }

  private static ProbeAnswer answer(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return ProbeAnswer.read(
        Channels.newChannel(new ByteArrayInputStream(bytes.toByteArray())), LONGEST);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theTextEndsBeforeTheReport() throws IOException {
    ProbeAnswer answer =
        answer(text("= a\n\u00e4\n\0"), report(FirstProcessReport.Kind.EXITED, 0, 5));

    assertThat(answer.text()).isEqualTo("= a\n\u00e4\n");
    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer.end().orElseThrow().userMicros()).isEqualTo(1_000_005);
  }

  @ParameterizedTest
  @CsvSource({"99999", "65536", "65535", "1"})
  void theTextMayBeLong(int length) throws IOException {
    String said = "x".repeat(length);

    ProbeAnswer answer = answer(text(said + "\0"), report(FirstProcessReport.Kind.EXITED, 0, 0));

    assertThat(answer.text()).isEqualTo(said);
    assertThat(answer.isSuccess()).isTrue();
  }

  @Test
  void whoSaysMoreIsNotHeardToTheEnd() throws IOException {
    ProbeAnswer answer = answer(text("x".repeat(LONGEST * 3)));

    assertThat(answer.isSuccess()).isFalse();
    assertThat(answer.ending()).isEqualTo("said more than it may");
    assertThat(answer.text()).hasSize(LONGEST);
  }

  @Test
  void whoIsCutOffSaidOnlySo() throws IOException {
    assertThat(answer(text("= a\n")).ending()).isEqualTo("was cut off");
    assertThat(answer(text("= a\n")).text()).isEqualTo("= a\n");
    assertThat(answer(text("= a\n\0"), new byte[FirstProcessReport.SIZE - 1]).isSuccess())
        .isFalse();
    assertThat(answer(text("= a\n\0"), new byte[FirstProcessReport.SIZE]).ending())
        .isEqualTo("was cut off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXITED       | 0x0300 | ended with code 3
          EXITED       | 9      | was killed by signal 9
          EXITED       | 0x8B   | was killed by signal 11
          NOT_PREPARED | 11     | could not be started: error 11
          """)
  void howItEndedIsTold(FirstProcessReport.Kind kind, String number, String words)
      throws IOException {
    ProbeAnswer answer = answer(text("\0"), report(kind, Integer.decode(number), 0));

    assertThat(answer.isSuccess()).isFalse();
    assertThat(answer.ending()).isEqualTo(words);
  }

  @Test
  void whatWasUsedBeforeIsNotTheCommandsOwn() {
    FirstProcessReport before =
        FirstProcessReport.parse(report(FirstProcessReport.Kind.EXITED, 0, 5)).orElseThrow();
    FirstProcessReport after =
        FirstProcessReport.parse(report(FirstProcessReport.Kind.KILLED, 9, 25)).orElseThrow();

    FirstProcessReport own = after.since(before);

    assertThat(own.userMicros()).isEqualTo(20);
    assertThat(own.kind()).isEqualTo(FirstProcessReport.Kind.KILLED);
    assertThat(own.number()).isEqualTo(9);
  }
}
