package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams as standard input. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(TestRuntime.class)
class InputTest extends RuntimeFixture {
  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRunReadsAStreamToItsEnd() {
    byte[] much = new byte[3_000_000];
    RunResult run =
        runtime.run(
            id,
            bundle("sh", "-c", "cat | dd bs=1000000 2>/dev/null; echo end"),
            r -> r.stdin(new ByteArrayInputStream(much)).keepBytes(4));
    assertThat(run.stdout().totalBytes()).isEqualTo(much.length + 4);
    assertThat(run.stdout().text()).isEqualTo("end\n");
  }

  @Test
  void theProcessGetsWhatComesWhileItRuns() throws Exception {
    PipedInputStream source = new PipedInputStream();
    try (PipedOutputStream typed = new PipedOutputStream(source)) {
      typed.write("first\n".getBytes(StandardCharsets.UTF_8));
      typed.flush();
      RunResult run =
          runtime.run(
              id,
              bundle("cat"),
              r ->
                  r.stdin(source)
                      .timeout(SOON)
                      .stdout(OutputListener.lines(line -> answer(line, typed))));
      assertThat(run.stdout().text()).isEqualTo("first\nsecond\n");
    }
  }

  private static void answer(String line, PipedOutputStream typed) {
    try {
      if (line.equals("first")) {
        typed.write("second\n".getBytes(StandardCharsets.UTF_8));
        typed.flush();
      } else {
        typed.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aProcessThatDoesNotReadEndsAllTheSame() {
    RunResult run =
        runtime.run(
            id,
            bundle("sh", "-c", "exit 3"),
            r -> r.stdin(new ByteArrayInputStream(new byte[1 << 20])));
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void aStreamThatCannotBeReadIsThrownAtTheEnd() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("it is torn");
          }
        };
    assertThatThrownBy(() -> runtime.run(id, bundle("cat"), r -> r.stdin(broken)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot read the standard input of a process")
        .hasRootCauseMessage("it is torn");
  }

  @Test
  void aCreatedContainerAndAFurtherProcessReadTheirs() {
    try (Container container =
        runtime.create(
            id,
            bundle("sh", "-c", "read line; echo got $line; sleep 100"),
            c -> c.stdin(text("of the container\n")))) {
      container.start();
      RunResult exec = runtime.exec(id, List.of("cat"), e -> e.stdin(text("of exec")));
      assertThat(exec.stdout().text()).isEqualTo("of exec");
      assertThat(
              dev.ocispec.Eventually.holds(
                  SOON, () -> container.stdout().text().equals("got of the container\n")))
          .isTrue();
    }
  }

  @Test
  void aContainerThatNeverReadsIsClosed() {
    runtime.create(id, bundle("sleep", "100"), c -> c.stdin(text("nobody wants it"))).close();
    assertThat(runtime.list()).isEmpty();
  }

  @Test
  void whatIsGivenLastCounts() {
    RunResult run =
        runtime.run(id, bundle("cat"), r -> r.stdin(text("first")).stdin(new byte[] {'b'}));
    assertThat(run.stdout().text()).isEqualTo("b");
  }
}
