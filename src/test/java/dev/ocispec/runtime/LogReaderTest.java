package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LogReaderTest {
  @Test
  void oneObjectALineIsReadAsRuncWritesIt() {
    assertThat(
            LogReader.read(
                """
                {"level":"warning","msg":"a \\"b\\" {","time":"2026-11-25T03:27:41Z"}
                {"level":"error","msg":"c","time":"2026-11-25T03:27:42Z","error":"more"}
                """))
        .containsExactly(
            new LogMessage("warning", "a \"b\" {", Optional.of("2026-11-25T03:27:41Z")),
            new LogMessage("error", "c", Optional.of("2026-11-25T03:27:42Z")));
  }

  @Test
  void anObjectOverSeveralLinesIsReadAsNewerCrunWritesIt() {
    assertThat(
            LogReader.read(
                """
                {
                  "msg": "a",
                  "level": "error",
                  "time": "t"
                }
                {
                  "msg": "b"
                }
                """))
        .containsExactly(
            new LogMessage("error", "a", Optional.of("t")),
            new LogMessage("error", "b", Optional.empty()));
  }

  @Test
  void textThatIsNoJsonIsKeptAsText() {
    assertThat(LogReader.read("plain words\nmore\n{\"msg\":\"a\",\"level\":\"info\"}\n{broken"))
        .containsExactly(
            new LogMessage("error", "plain words\nmore", Optional.empty()),
            new LogMessage("info", "a", Optional.empty()),
            new LogMessage("error", "{broken", Optional.empty()));
    assertThat(LogReader.read("{\"a\":1}"))
        .extracting(LogMessage::message)
        .containsExactly("{\"a\":1}");
    assertThat(LogReader.read("")).isEmpty();
  }

  @Test
  void onlyTheLastThousandMessagesAreKept() {
    List<LogMessage> log = LogReader.read("{\"msg\":\"a\"}\n".repeat(1200) + "{\"msg\":\"z\"}\n");
    assertThat(log).hasSize(1000);
    assertThat(log.get(999).message()).isEqualTo("z");
  }
}
