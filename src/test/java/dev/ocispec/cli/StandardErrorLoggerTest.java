package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

@Tag("unit")
class StandardErrorLoggerTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Logger logger(String name) {
    return new StandardErrorLogger(name, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aWarningOfTheLibraryIsOneLineWithItsCause() {
    logger("dev.ocispec.service.Leftovers")
        .warn("can't look at {}", "/b", new IOException("no\nentry"));

    assertThat(printed()).isEqualTo("ocispec: warning: can't look at /b: no entry\n");
  }

  @Test
  void aCauseWithoutMessageIsNamedByItsClass() {
    logger("dev.ocispec.service.Leftovers").error("lost", new IllegalStateException());

    assertThat(printed()).isEqualTo("ocispec: error: lost: java.lang.IllegalStateException\n");
  }

  @Test
  void ofOtherLibrariesOnlyErrorsAreShown() {
    Logger other = logger("com.networknt.schema.Schema");
    other.warn("odd");
    other.error("broken {}", 7);

    assertThat(printed()).isEqualTo("ocispec: error: broken 7\n");
  }

  @Test
  void whatIsNoWarningIsNotShown() {
    logger("dev.ocispec.service.Leftovers").info("removing {}", "/b");

    assertThat(printed()).isEmpty();
  }
}
