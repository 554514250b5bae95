package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ProgressLineTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void eachTextReplacesTheOneBeforeAndTheLastIsRemoved() {
    ProgressLine line = new ProgressLine(err, true);

    line.show("1 of 3");
    line.show("2 of 3");
    line.clear();
    line.clear();

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001b[K1 of 3\r\u001b[K2 of 3\r\u001b[K");
  }

  @Test
  void whereNobodyWatchesNothingIsPrinted() {
    ProgressLine line = new ProgressLine(err, false);

    line.show("1 of 3");
    line.clear();

    assertThat(printed.size()).isZero();
  }

  @Test
  void aStreamThatIsNotStandardErrorIsNeverATerminal() {
    ProgressLine line =
        ProgressLine.of(
            new Streams(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err));

    line.show("1 of 3");

    assertThat(printed.size()).isZero();
  }
}
