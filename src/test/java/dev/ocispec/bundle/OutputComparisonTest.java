package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.request.ExpectedDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class OutputComparisonTest {
  @TempDir Path folder;

  /** Digests that the algorithms' authors, and Nix, publish. */
  @ParameterizedTest
  @CsvSource({
    "'', sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "abc, sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "'', blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    "abc, blake3:6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
    "'', nar:sha256-d6xi4mKdjkX2JFicDIv5niSzpyI0m/Hnm8GGAIU04kY="
  })
  void aFileHasItsKnownDigest(String contents, String digest) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), contents);

    assertThat(compare(file, digest)).matches(OutputComparison::holds, "holds");
  }

  @Test
  void anEmptyFolderHasTheDigestThatNixGivesIt() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(compare(empty, "nar:sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo="))
        .matches(OutputComparison::holds, "holds");
  }

  /** Written out byte by byte, as the format of Nix archives says. */
  @Test
  void anArchiveIsWhatNixWrites() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("to"));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    OutputDigest.archive(link, archive);

    assertThat(archive.toByteArray())
        .asHexString()
        .isEqualTo(
            ("0d00000000000000" + "6e69782d617263686976652d31000000")
                .concat("0100000000000000" + "2800000000000000")
                .concat("0400000000000000" + "7479706500000000")
                .concat("0700000000000000" + "73796d6c696e6b00")
                .concat("0600000000000000" + "7461726765740000")
                .concat("0200000000000000" + "746f000000000000")
                .concat("0100000000000000" + "2900000000000000")
                .toUpperCase(java.util.Locale.ROOT));
  }

  @Test
  void bothDigestsAreNamedWhenTheyDiffer() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "abc");
    String expected = "blake3:" + "0".repeat(64);

    OutputComparison comparison = compare(file, expected);

    assertThat(comparison.holds()).isFalse();
    assertThat(comparison.inWords())
        .isEqualTo(
            "expected "
                + expected
                + ", found"
                + " blake3:6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
  }

  @Test
  void onlyAFileHasADigestOfItsBytes() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "abc");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    String flat = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assertThat(compare(file, flat).holds()).isTrue();
    assertThat(compare(link, flat))
        .matches(comparison -> !comparison.holds(), "does not hold")
        .extracting(OutputComparison::inWords)
        .asString()
        .endsWith("found a symbolic link, of which only a digest with nar: can be promised");
  }

  @Test
  void executabilityCountsInAnArchiveAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "abc");
    OutputComparison flat = compare(file, "sha256:" + "0".repeat(64));
    OutputComparison archive = compare(file, "nar:blake3:" + "0".repeat(64));
    assertThat(file.toFile().setExecutable(true)).isTrue();

    assertThat(compare(file, flat.actual().orElseThrow().toString()).holds()).isTrue();
    assertThat(compare(file, archive.actual().orElseThrow().toString()).holds()).isFalse();
  }

  private static OutputComparison compare(Path path, String digest) {
    return OutputComparison.of(path, ExpectedDigest.of(digest).orElseThrow());
  }
}
