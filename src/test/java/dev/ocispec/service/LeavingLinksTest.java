package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which links lead out of a build's outputs. */
@Tag("unit")
class LeavingLinksTest {
  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource({
    "build/o/l, f, false",
    "build/o/l, ./f, false",
    "build/o/l, d/f, false",
    "build/o/d/l, ../f, false",
    "build/o/d/l, .., false",
    "build/o/l, ../p/f, false",
    "build/o/l, /build/p, false",
    "build/o/l, /build/o//x/., false",
    "build/o/l, .., true",
    "build/o/l, ../other, true",
    "build/o/l, ../pp, true",
    "build/o/l, ../../../../../etc/passwd, true",
    "build/o/l, /etc/passwd, true",
    "build/o/l, /, true",
    "build/o/l, d/../../x, true",
    "build/o/l, d/../f, true",
    "build/p, o, false",
    "build/p, q, true",
  })
  void aLinkLeavesWhenWhatItNamesIsInNoOutput(String link, String target, boolean leaves) {
    assertThat(LeavingLinks.leaves(link, target, List.of("build/o", "build/p"))).isEqualTo(leaves);
  }

  @Test
  void allLinksOfATreeAreLookedAtAndNoneIsFollowed(@TempDir Path folder) throws Exception {
    Path place = Files.createDirectories(folder.resolve("o/d"));
    Path top = folder.resolve("o");
    Files.createSymbolicLink(place.resolve("up"), Path.of("../z"));
    Files.createSymbolicLink(place.resolve("out"), Path.of("/srv/é"));
    Files.createSymbolicLink(top.resolve("a"), Path.of("../.."));

    assertThat(LeavingLinks.of("build/o", top, List.of("build/o")))
        .containsExactly(
            new LeavingLink("build/o/a", "../.."), new LeavingLink("build/o/d/out", "/srv/é"));
    assertThat(LeavingLinks.of("build/o/a", top.resolve("a"), List.of("build/o/a")))
        .containsExactly(new LeavingLink("build/o/a", "../.."));
  }
}
