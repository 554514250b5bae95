package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a command prints comes as lines, has an end, and its last part stays in the result. */
@Tag("runtime")
class BuildLogIT extends BuildFixture {
  /** Notes all that it hears. */
  private record Notes(List<String> heard) implements BuildListener {
    @Override
    public void stdoutLine(String line) {
      heard.add("out " + line);
    }

    @Override
    public void stderrLine(String line) {
      heard.add("err " + line);
    }

    @Override
    public void outputEnded() {
      heard.add("end");
    }

    @Override
    public void phase(BuildPhase phase) {
      heard.add(phase.name());
    }
  }

  @Test
  void linesAndTheEndAreToldAlsoWithoutALastLineFeed() throws Exception {
    Notes notes = new Notes(new CopyOnWriteArrayList<>());
    BuildResult result =
        build(
            request(
                "echo one; sleep 0.3; echo two >&2; sleep 0.3; printf 'gr\\303\\274\\377'; exit 3"),
            b -> b.listener(notes));

    assertThat(notes.heard())
        .containsExactly(
            "PREPARING",
            "RUNNING",
            "out one",
            "err two",
            "out gr\u00fc\ufffd",
            "end",
            "COLLECTING",
            "CLEANING");
    assertThat(result.logTail()).isEqualTo("one\ntwo\ngr\u00fc\ufffd");
    assertThat(result.toJson()).contains("\"logTail\":\"one\\ntwo\\ngr\u00fc\ufffd\"");
    assertThat(result.toJson()).contains("\"reasonCode\":\"exit\"");
  }

  @Test
  void aBuildThatIsKilledKeepsWhatItPrintedSoFar() throws Exception {
    Notes notes = new Notes(new CopyOnWriteArrayList<>());
    BuildResult result =
        build(
            request("echo one; printf two; sleep 100"),
            b -> b.listener(notes).timeout(Duration.ofSeconds(4)));

    assertThat(result.reasonCode()).contains(ReasonCode.TIMEOUT);
    assertThat(result.logTail()).isEqualTo("one\ntwo");
    assertThat(notes.heard())
        .containsExactly("PREPARING", "RUNNING", "out one", "out two", "end", "CLEANING");
  }

  @Test
  void theTailIsAsLongAsAskedFor() throws Exception {
    BuildResult bounded = build(request("seq 1 100000"));
    BuildResult three = build(request("echo 123456"), b -> b.logTail(3));
    BuildResult none = build(request("echo 123456"), b -> b.logTail(0));

    assertThat(bounded.logTail()).hasSize(64 * 1024).endsWith("\n99999\n100000\n");
    assertThat(three.logTail()).isEqualTo("56\n");
    assertThat(none.logTail()).isEmpty();
  }
}
