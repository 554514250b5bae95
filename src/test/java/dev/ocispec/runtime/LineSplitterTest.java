package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("unit")
class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();
  private final OutputListener splitter = OutputListener.lines(lines::add);

  @Property
  void linesDoNotDependOnHowTheBytesArrive(@ForAll @IntRange(min = 1, max = 9) int step) {
    lines.clear();
    byte[] bytes = "one\n\nzwei ä€😀\nend".getBytes(StandardCharsets.UTF_8);
    OutputListener cut = OutputListener.lines(lines::add);
    for (int from = 0; from < bytes.length; from += step) {
      cut.bytes(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step)));
    }
    cut.end();
    assertThat(lines).containsExactly("one", "", "zwei ä€😀", "end");
  }

  @Example
  void aLongLineComesInPiecesAndNoCharacterIsCut() {
    String line = "x" + "€".repeat(40_000);
    splitter.bytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(lines).hasSize(2);
    assertThat(String.join("", lines)).isEqualTo(line);
  }

  @Example
  void bytesThatAreNoTextDoNotStopTheLines() {
    splitter.bytes(new byte[] {(byte) 0xFF, '\n', 'a', '\n'});
    assertThat(lines).containsExactly("\uFFFD", "a");
  }
}
