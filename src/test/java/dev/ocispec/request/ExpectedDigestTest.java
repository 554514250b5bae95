package dev.ocispec.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ExpectedDigestTest {
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void base64IsWhatNixAndBrowsersWrite() {
    assertThat(ExpectedDigest.of("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="))
        .hasValueSatisfying(digest -> assertThat(digest).hasToString("sha256:" + EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        EMPTY,
        "sha256:",
        "sha256:" + EMPTY + "0",
        "sha1:" + EMPTY,
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "SHA256:" + EMPTY,
        "nar:nar:sha256:" + EMPTY,
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
        " sha256:" + EMPTY,
        "sha256:" + EMPTY + "\n"
      })
  void anythingElseIsNoDigest(String text) {
    assertThat(ExpectedDigest.of(text)).isEmpty();
  }

  @Test
  void digitsAreChecked() {
    assertThatThrownBy(
            () -> new ExpectedDigest(false, ExpectedDigest.Algorithm.SHA256, "0".repeat(63) + "g"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected 64 hexadecimal digits, found \"000");
  }
}
