package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ReferenceScanTest {
  @TempDir Path folder;

  @Test
  void needlesAreFoundInContentsNamesAndLinkTargets() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out/sub-bbbb"));
    Files.writeString(out.resolve("file"), "text aaaa text");
    Files.createSymbolicLink(out.resolve("link"), Path.of("/nowhere/cccc/x"));

    assertThat(scan("aaaa", "bbbb", "cccc", "dddd")).containsExactly("aaaa", "bbbb", "cccc");
  }

  @Test
  void theOrderIsThatOfTheNeedlesAndDoublesCountOnce() throws IOException {
    Files.writeString(folder.resolve("out"), "one two three");

    assertThat(scan("three", "one", "two", "one")).containsExactly("three", "one", "two");
  }

  @Test
  void theNameOfTheOutputItselfDoesNotCount() throws IOException {
    Files.writeString(folder.resolve("out"), "nothing");

    assertThat(scan("out")).isEmpty();
  }

  @Test
  void aNeedleAcrossTheBordersOfBuffersIsFound() throws IOException {
    String needle = "needle-that-is-cut";
    for (int before : new int[] {65520, 65535, 65536, 131060}) {
      Files.writeString(folder.resolve("out"), "x".repeat(before) + needle + "y".repeat(100));
      assertThat(scan(needle)).as("after %d bytes", before).containsExactly(needle);
    }
  }

  @Test
  void aNeedleIsNotPutTogetherFromTwoFiles() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("1"), "nee");
    Files.writeString(out.resolve("2"), "dle");

    assertThat(scan("needle")).isEmpty();
  }

  @Test
  void needlesThatContainEachOtherAreAllFound() throws IOException {
    Files.writeString(folder.resolve("out"), "ushers");

    assertThat(scan("he", "she", "his", "hers", "ushers", "s"))
        .containsExactly("he", "she", "hers", "ushers", "s");
  }

  @Test
  void linksAreNeverFollowed() throws IOException {
    Files.writeString(folder.resolve("secret"), "aaaa");
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("inner-aaaa"), "aaaa");
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.createSymbolicLink(out.resolve("file"), Path.of("../secret"));
    Files.createSymbolicLink(out.resolve("folder"), Path.of("../outside"));

    assertThat(scan("aaaa")).isEmpty();
  }

  @Test
  void aLinkAsOutputCountsByItsTarget() throws IOException {
    Files.createSymbolicLink(folder.resolve("out"), Path.of("/nix/store/aaaa-x"));

    assertThat(scan("aaaa", "x")).containsExactly("aaaa", "x");
  }

  @Test
  void pipesAreNotOpened() throws Exception {
    Path out = Files.createDirectory(folder.resolve("out"));
    assertThat(new ProcessBuilder("mkfifo", out.resolve("aaaa").toString()).start().waitFor())
        .isZero();

    assertThat(scan("aaaa", "bbbb")).containsExactly("aaaa");
  }

  @Test
  void namesAndTextsOutsideAsciiAreComparedByTheirBytes() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.createFile(PathBytes.resolve(out, "größe"));
    Files.writeString(out.resolve("file"), "Ωmega");
    Files.createSymbolicLink(out.resolve("link"), PathBytes.resolve(Path.of("/"), "zu/été"));

    assertThat(scan("größe", "Ω", "été", "e\u0301")).containsExactly("größe", "Ω", "été");
  }

  @Test
  void bytesThatAreNoTextDoNotDisturb() throws IOException {
    byte[] bytes = "\u0000xxaaaa\u00FF".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("out"), bytes);

    assertThat(scan("aaaa")).containsExactly("aaaa");
  }

  @Test
  void aFileOfOneGibibyteIsSearchedInALittleMemory() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("out").toFile(), "rw")) {
      file.seek(1L << 30);
      file.write("the end".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(scan("end")).containsExactly("end");
  }

  @Test
  void anInterruptEndsTheSearch() throws IOException {
    Files.writeString(folder.resolve("out"), "text");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> scan("aaaa")).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void anEmptyNeedleIsRefused() {
    assertThatThrownBy(() -> ReferenceScan.of(Set.of("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void withoutNeedlesNothingIsRead() {
    assertThat(ReferenceScan.of(List.of()).in(folder.resolve("absent"))).isEmpty();
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThatThrownBy(() -> scan("aaaa"))
        .isInstanceOf(BundleAccessException.class)
        .hasMessageContaining("can't search")
        .hasMessageContaining("no such file or folder");
  }

  private List<String> scan(String... needles) {
    return ReferenceScan.of(List.of(needles)).in(folder.resolve("out"));
  }
}
