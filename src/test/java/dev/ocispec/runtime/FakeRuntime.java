package dev.ocispec.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of the fake runtime. */
final class FakeRuntime {
  private FakeRuntime() {}

  static String script() {
    try (InputStream in = FakeRuntime.class.getResourceAsStream("fake-runtime.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
