package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What has been written on a terminal. */
final class WrittenText implements OutputListener {
  private final StringBuffer text = new StringBuffer();

  @Override
  public void bytes(byte[] bytes) {
    text.append(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  String text() {
    return text.toString();
  }

  void await(String expected) {
    await(this::text, expected);
  }

  static void await(Supplier<String> text, String expected) {
    assertThat(Eventually.holds(RuntimeFixture.SOON, () -> text.get().contains(expected)))
        .as("%s in %s", expected, text.get())
        .isTrue();
  }
}
